import { suggestion } from "../../wording/nearest";
import { isJsonObject, type JsonObject } from "../catalogue/json";
import type { ArmClient } from "./arm-client";
import { ArmError } from "./arm-error";
import type { Configuration } from "./configuration";
import { pathParameters } from "./declaration";
import { declarations } from "./declarations";
import { resourceId } from "./resource-id";
import { fromWire } from "./wire-format";

type ConfigurationOfCaller = Pick<Configuration, "subscriptionId" | "tenantId" | "clientId" | "objectId">;

const CLIENT_CONFIG = "azure-native:authorization:getClientConfig";
const CALLBACK_URL = "azure-native:logic:listWorkflowTriggerCallbackUrl";
const WORKFLOW = "azure-native:logic:Workflow";

/** `azure-native`'s functions: who is calling, every `get<Resource>` of the table, and a trigger's callback address. */
export async function invokeFunction(
  token: string,
  args: JsonObject,
  configuration: ConfigurationOfCaller,
  arm: ArmClient,
): Promise<JsonObject> {
  if (token === CLIENT_CONFIG) return clientConfig(configuration);
  const values = { ...args, subscriptionId: configuration.subscriptionId };
  if (token === CALLBACK_URL) {
    const { path, apiVersion } = declarationOf(WORKFLOW, token);
    const template = `${path}/triggers/{triggerName}/listCallbackUrl`;
    requireArguments(token, template, values);
    return callbackOf(await arm.post({ id: resourceId(template, values), apiVersion }));
  }
  const { path, apiVersion, outputs } = declarationOf(token.replace(/:get(\w+)$/, ":$1"), token);
  requireArguments(token, path, values);
  const id = resourceId(path, values);
  const wire = await arm.get({ id, apiVersion });
  if (!wire) throw new ArmError(404, "ResourceNotFound", `${token}: there is no ${id}.`);
  return { ...fromWire(wire, outputs), azureApiVersion: apiVersion, id };
}

/** The package spells the address's parts its own way. */
function callbackOf({ queries, ...answer }: JsonObject): JsonObject {
  if (!isJsonObject(queries)) return answer;
  const { "api-version": apiVersion, ...signature } = queries;
  return { ...answer, queries: { ...signature, ...(apiVersion !== undefined && { apiVersion }) } };
}

function clientConfig({ subscriptionId, tenantId, clientId, objectId }: ConfigurationOfCaller): JsonObject {
  return { subscriptionId, tenantId: tenantId ?? "", clientId: clientId ?? "", objectId: objectId ?? "" };
}

function declarationOf(
  resource: string,
  token: string,
): { path: string; apiVersion: string; outputs: Parameters<typeof fromWire>[1] } {
  const declaration = declarations.resources[resource];
  if (declaration) return declaration;
  const known = Object.keys(declarations.resources).map((name) => name.replace(/:(\w+)$/, ":get$1"));
  const names = [CLIENT_CONFIG, CALLBACK_URL, ...known];
  throw new ArmError(
    501,
    "NotInSandbox",
    `The sandbox does not have the function ${token}${suggestion(token, names)}.`,
  );
}

function requireArguments(token: string, template: string, values: JsonObject): void {
  const missing = pathParameters(template).filter((name) => typeof values[name] !== "string");
  if (missing.length > 0) throw new ArmError(400, "MissingArgument", `${token} needs ${missing.join(", ")}.`);
}
