import { type Change, edit, type RuleCases } from "../../testing/planted";

const workflow = "azure-native:logic:Workflow";

interface Trigger {
  type?: string;
  runtimeConfiguration?: object;
}

const trigger = (values: Trigger): Change =>
  edit(workflow, "retraining-workflow", (inputs) => {
    const { triggers } = inputs.definition as { triggers: { alert: Trigger } };
    Object.assign(triggers.alert, values);
  });

const coolDown = (value: number): Change =>
  edit(workflow, "retraining-workflow", (inputs) => {
    inputs.parameters = { ...inputs.parameters, coolDownMinutes: { value } };
  });

export const cases: RuleCases = {
  caught: [
    {
      name: "posts that are handled side by side",
      changes: [trigger({ runtimeConfiguration: { concurrency: { runs: 25 } } })],
      says: "25 posts",
    },
    {
      name: "a trigger without a bound",
      stack: "staging",
      changes: [trigger({ runtimeConfiguration: {} })],
      says: "any number of",
    },
    {
      name: "a hundred posts that wait",
      changes: [trigger({ runtimeConfiguration: { concurrency: { runs: 1, maximumWaitingRuns: 100 } } })],
      says: "100 posts may wait",
    },
    { name: "no time to cool down", changes: [coolDown(0)], says: "cool down" },
  ],
  leftAlone: [
    { name: "an hour to cool down", changes: [coolDown(60)] },
    {
      name: "a workflow that the clock starts",
      changes: [trigger({ type: "Recurrence", runtimeConfiguration: {} })],
    },
  ],
};
