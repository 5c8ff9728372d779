import type { JsonObject } from "../catalogue/json";
import { ConfigurationError } from "./arm-error";

/** Where and as whom the provider works. */
export interface Configuration {
  /** The sandbox's Azure Resource Manager: a loopback address. */
  endpoint: URL;
  token: string;
  subscriptionId: string;
  tenantId: string | undefined;
  clientId: string | undefined;
  /** Object id of the caller in the directory. */
  objectId: string | undefined;
  /** Where resources go whose inputs do not say. */
  location: string | undefined;
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Reads the provider's settings: those of the Pulumi configuration first (`azure-native:subscriptionId`), then the
 * environment variables that the official plugin reads (`ARM_SUBSCRIPTION_ID`). The sandbox's address and token come
 * from `LAKESTAGE_ARM_ENDPOINT` and `LAKESTAGE_ARM_TOKEN`.
 *
 * @throws ConfigurationError when something is missing, saying what to set.
 */
export function readConfiguration(configured: JsonObject, environment: NodeJS.ProcessEnv): Configuration {
  const setting = (name: string, variable: string): string | undefined => {
    const value = configured[name];
    return typeof value === "string" && value !== "" ? value : environment[variable] || undefined;
  };
  const required = (value: string | undefined, remedy: string): string => {
    if (value === undefined) throw new ConfigurationError(remedy);
    return value;
  };
  const startSandbox = "Start the sandbox with `lakestage sandbox start` and set what `lakestage env` prints.";
  return {
    endpoint: loopback(
      required(environment.LAKESTAGE_ARM_ENDPOINT, `LAKESTAGE_ARM_ENDPOINT is not set. ${startSandbox}`),
    ),
    token: required(environment.LAKESTAGE_ARM_TOKEN, `LAKESTAGE_ARM_TOKEN is not set. ${startSandbox}`),
    subscriptionId: required(
      setting("subscriptionId", "ARM_SUBSCRIPTION_ID"),
      "No subscription is set. Set `azure-native:subscriptionId` in the stack's configuration, or ARM_SUBSCRIPTION_ID.",
    ),
    tenantId: setting("tenantId", "ARM_TENANT_ID"),
    clientId: setting("clientId", "ARM_CLIENT_ID"),
    objectId: environment.LAKESTAGE_ARM_OBJECT_ID,
    location: setting("location", "ARM_LOCATION"),
  };
}

function loopback(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !LOOPBACK.has(url.hostname)) {
    throw new ConfigurationError(
      `LAKESTAGE_ARM_ENDPOINT is "${address}", which is no loopback address. This provider only talks to the sandbox; ` +
        "for Azure itself use the official azure-native plugin.",
    );
  }
  return url;
}
