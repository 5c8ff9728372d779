import { createHmac, randomBytes } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "../../../catalogue/json";
import { ApiError, type Behaviour, type Service } from "../../../control-plane";
import { requireAccess } from "../access-control";
import { badRequest } from "../arm-request";
import { managedIdentity } from "../managed-identity";
import type { Draft, ResourceKind } from "../resource-kind";
import { ArmResources, propertiesOf } from "../resources";

const WORKFLOW = "Microsoft.Logic/workflows";
const KEY_BYTES = 32;

export const logicWorkflow: ResourceKind = {
  type: WORKFLOW,
  client: "armlogic.Workflows",
  prepare(draft) {
    const { id, body, properties, existing, hidden, call } = draft;
    requireDefinition(draft);
    const before = propertiesOf(existing);
    const now = new Date(call.store.now()).toISOString();
    properties.state ??= before.state ?? "Enabled";
    properties.createdTime = before.createdTime ?? now;
    properties.changedTime = now;
    properties.version = String(call.store.nextId());
    properties.accessEndpoint = before.accessEndpoint ?? endpoint(String(body.location), call.store.uuid());
    hidden.accessKey ??= randomBytes(KEY_BYTES).toString("base64url");
    hidden.secureParameters = secureParameters(properties);
    body.identity = managedIdentity(draft);
    if (id.name.length > 43) {
      throw badRequest("InvalidWorkflowName", `The workflow name '${id.name}' has more than 43 characters.`);
    }
  },
};

function endpoint(location: string, guid: string): string {
  return `https://prod-00.${location}.logic.azure.com:443/workflows/${guid.replaceAll("-", "")}`;
}

function requireDefinition({ id, properties }: Draft): void {
  const { definition } = properties;
  if (definition === undefined) return;
  const invalid = (reason: string): ApiError =>
    badRequest("InvalidWorkflowDefinition", `The definition of the workflow '${id.name}' is not valid: ${reason}.`);
  if (!isJsonObject(definition)) throw invalid("it must be an object");
  for (const member of ["$schema", "contentVersion"]) {
    if (typeof definition[member] !== "string") throw invalid(`it has no '${member}'`);
  }
  const actions = isJsonObject(definition.actions) ? definition.actions : {};
  for (const [name, action] of Object.entries(actions)) {
    const after = isJsonObject(action) && isJsonObject(action.runAfter) ? Object.keys(action.runAfter) : [];
    const unknown = after.find((other) => actions[other] === undefined);
    if (unknown !== undefined) throw invalid(`the action '${name}' runs after '${unknown}', which is not there`);
  }
  const declared = isJsonObject(definition.parameters) ? definition.parameters : {};
  const given = isJsonObject(properties.parameters) ? Object.keys(properties.parameters) : [];
  const undeclared = given.find((name) => declared[name] === undefined);
  if (undeclared !== undefined) throw invalid(`it has no parameter '${undeclared}'`);
}

/** Takes the values of secure parameters out of what is answered. */
function secureParameters({ parameters, definition }: JsonObject): JsonObject {
  const secure: JsonObject = {};
  if (!isJsonObject(parameters)) return secure;
  const declared = isJsonObject(definition) && isJsonObject(definition.parameters) ? definition.parameters : {};
  for (const [name, parameter] of Object.entries(parameters)) {
    if (!isJsonObject(parameter) || !(isSecure(parameter) || isSecure(declared[name]))) continue;
    secure[name] = parameter.value;
    delete parameter.value;
  }
  return secure;
}

const isSecure = (parameter: Json | undefined): boolean =>
  isJsonObject(parameter) && typeof parameter.type === "string" && /^secure(string|object)$/i.test(parameter.type);

interface TriggerRequest {
  subscriptionId: string;
  resourceGroupName: string;
  workflowName: string;
  triggerName: string;
}

/** The address that starts the workflow. Whoever has it may do so: it is a secret. */
const listCallbackUrl: Behaviour<TriggerRequest & { "api-version": string }> = (request, call) => {
  const { subscriptionId, resourceGroupName, workflowName, triggerName } = request;
  const resources = new ArmResources(call.store, call.account);
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/${WORKFLOW}/${workflowName}`;
  requireAccess(call, resources, id, `${WORKFLOW}/triggers/listCallbackUrl/action`);
  const workflow = resources.require(id);
  const { definition, accessEndpoint } = propertiesOf(workflow);
  const triggers = isJsonObject(definition) && isJsonObject(definition.triggers) ? definition.triggers : {};
  const trigger = triggers[triggerName];
  if (!isJsonObject(trigger)) {
    throw new ApiError(
      404,
      "WorkflowTriggerNotFound",
      `The workflow '${workflowName}' has no trigger '${triggerName}'.`,
    );
  }
  if (trigger.type !== "Request") {
    throw badRequest(
      "InvalidTriggerType",
      `The trigger '${triggerName}' is of type '${String(trigger.type)}' and has no callback address.`,
    );
  }
  const basePath = `${String(accessEndpoint)}/triggers/${triggerName}/paths/invoke`;
  const sp = `/triggers/${triggerName}/run`;
  const sig = createHmac("sha256", String(workflow.hidden?.accessKey)).update(sp).digest("base64url");
  // The caller's version, of whatever API: that of triggers themselves is another.
  const queries = { "api-version": request["api-version"], sp, sv: "1.0", sig };
  const { relativePath, ...path } = pathOf(trigger);
  const address = relativePath === undefined ? basePath : `${basePath}/${relativePath}`;
  return {
    value: `${address}?${new URLSearchParams(queries)}`,
    method: "POST",
    basePath,
    ...(relativePath !== undefined && { relativePath, ...path }),
    queries,
  };
};

/** A trigger's own path, in which parameters stand in braces. */
function pathOf({ inputs }: JsonObject): { relativePath?: string; relativePathParameters?: string[] } {
  const given = isJsonObject(inputs) ? inputs.relativePath : undefined;
  if (typeof given !== "string") return {};
  const relativePath = given.replace(/^\//, "");
  return {
    relativePath,
    relativePathParameters: [...relativePath.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter ?? ""),
  };
}

export const logicTriggersService: Service = { "armlogic.WorkflowTriggers.ListCallbackURL": listCallbackUrl };
