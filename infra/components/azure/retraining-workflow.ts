import { AZURE_DATABRICKS } from "../../../azure/well-known-ids";
/** Azure Databricks' application in every tenant: the audience of tokens for it. */

/** Name of the trigger; its callback address is `listCallbackUrl` of this trigger. */
export const RETRAINING_TRIGGER = "alert";

/**
 * A Logic App's definition: an alert's webhook, POST `…/jobs/{job}`, starts that job in the workspace.
 *
 * Storms are held off three times: alerts are taken one at a time; while the job's latest run is still going, or began
 * less than the cool-down ago, nothing starts; and a call that is repeated is the same run, by its idempotency token.
 *
 * @param identityId Resource id of the managed identity that calls the workspace; Logic Apps take no expression there.
 */
export function retrainingDefinition(identityId: string) {
  const authentication = { type: "ManagedServiceIdentity", identity: identityId, audience: AZURE_DATABRICKS };
  const job = "triggerOutputs()['relativePathParameters']['job']";
  const latest = "first(outputs('runs'))";
  const now = "div(sub(ticks(utcNow()), ticks('1970-01-01T00:00:00Z')), 10000)";
  const coolDown = "mul(parameters('coolDownMinutes'), 60000)";
  const ended = `greater(coalesce(${latest}?['end_time'], 0), 0)`;
  const longAgo = `lessOrEquals(coalesce(${latest}?['start_time'], 0), sub(${now}, ${coolDown}))`;
  return {
    $schema:
      "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
    contentVersion: "1.0.0.0",
    parameters: { workspaceUrl: { type: "String" }, coolDownMinutes: { type: "Int" } },
    triggers: {
      [RETRAINING_TRIGGER]: {
        type: "Request",
        kind: "Http",
        inputs: { method: "POST", relativePath: "/jobs/{job}", schema: {} },
        runtimeConfiguration: { concurrency: { runs: 1, maximumWaitingRuns: 1 } },
      },
    },
    actions: {
      list_runs: {
        type: "Http",
        runAfter: {},
        inputs: {
          method: "GET",
          uri: "@{parameters('workspaceUrl')}/api/2.2/jobs/runs/list",
          queries: { job_id: `@{${job}}`, limit: "1" },
          authentication,
        },
      },
      runs: {
        type: "Compose",
        runAfter: { list_runs: ["Succeeded"] },
        // The service leaves `runs` out when there are none.
        inputs: "@coalesce(body('list_runs')?['runs'], json('[]'))",
      },
      cool_enough: {
        type: "If",
        runAfter: { runs: ["Succeeded"] },
        expression: `@or(empty(outputs('runs')), and(${ended}, ${longAgo}))`,
        actions: {
          run_job: {
            type: "Http",
            inputs: {
              method: "POST",
              uri: "@{parameters('workspaceUrl')}/api/2.2/jobs/run-now",
              body: { job_id: `@int(${job})`, idempotency_token: "@workflow()['run']['name']" },
              authentication,
            },
          },
        },
        else: {
          actions: { too_soon: { type: "Terminate", inputs: { runStatus: "Cancelled" } } },
        },
      },
    },
    outputs: {},
  };
}
