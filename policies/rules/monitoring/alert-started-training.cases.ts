import { type Change, type RuleCases, set } from "../../cases/planted";

const workflow = "azure-native:logic:Workflow";

const bound = (runtimeConfiguration: object): Change =>
  set(workflow, "retraining-workflow", { "definition.triggers.alert.runtimeConfiguration": runtimeConfiguration });

const coolDown = (value: number): Change =>
  set(workflow, "retraining-workflow", { "parameters.coolDownMinutes": { value } });

export const cases: RuleCases = {
  caught: [
    {
      name: "posts that are handled side by side",
      changes: [bound({ concurrency: { runs: 25 } })],
      says: "25 posts",
    },
    {
      name: "a trigger without a bound",
      stack: "staging.platform",
      changes: [bound({})],
      says: "any number of",
    },
    {
      name: "a hundred posts that wait",
      changes: [bound({ concurrency: { runs: 1, maximumWaitingRuns: 100 } })],
      says: "100 posts may wait",
    },
    { name: "no time to cool down", changes: [coolDown(0)], says: "cool down" },
  ],
  leftAlone: [
    { name: "an hour to cool down", changes: [coolDown(60)] },
    {
      name: "a workflow that the clock starts",
      changes: [
        set(workflow, "retraining-workflow", {
          "definition.triggers.alert.type": "Recurrence",
          "definition.triggers.alert.runtimeConfiguration": {},
        }),
      ],
    },
  ],
};
