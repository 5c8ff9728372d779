import type { PolicyResource } from "../../../rule";
import type { NamedText } from "./named-texts";

/** Properties whose text is a host, several hosts or a bucket, with no `https://` before it. */
const HOSTS = new Set([
  "approveddomains",
  "azurestorageaccount",
  "bootstrapservers",
  "bucketname",
  "destinationaccount",
  "domainnames",
  "fqdn",
  "fqdns",
  "host",
  "hostname",
  "server",
  "serveraddress",
  "servername",
  "servercorsallowedorigins",
  "storageaccountname",
]);

/** Of these, names of storage accounts. */
const ACCOUNTS = new Set(["azurestorageaccount", "destinationaccount", "storageaccountname"]);

/** Values that let everything go anywhere. */
const ANYWHERE: Readonly<Record<string, string>> = {
  accesspolicytype: "ALLOW_ALL_DOMAINS",
  restrictionmode: "FULL_ACCESS",
};

/** Hosts, in lower case, that a text names plainly; `*` for all. */
export function plainHosts({ type }: PolicyResource, { keys, text }: NamedText): string[] {
  const last = keys.at(-1) ?? "";
  if (ANYWHERE[last] === text) return ["*"];
  const isDestination = last === "destination" && keys.includes("allowedinternetdestinations");
  if (!isDestination && !HOSTS.has(last)) return [];
  const isAccount = ACCOUNTS.has(last);
  // Of Azure's resources, many have a name that is no host.
  if ((type.startsWith("azure-native:") && !isAccount) || /:\/\/|^\/subscriptions\//i.test(text)) return [];
  const hosts = text.split(/[\s,;]+/).map((host) => host.toLowerCase().replace(/[:/].*$/, ""));
  return hosts.filter((host) => host !== "").map((host) => (isAccount ? `${host}.dfs.core.windows.net` : host));
}

/** Where providers of models answer, where an endpoint names no other address. */
const PROVIDERS: Readonly<Record<string, string>> = {
  ai21labs: "api.ai21.com",
  "amazon-bedrock": "bedrock-runtime.amazonaws.com",
  anthropic: "api.anthropic.com",
  cohere: "api.cohere.com",
  "google-cloud-vertex-ai": "aiplatform.googleapis.com",
  openai: "api.openai.com",
  palm: "generativelanguage.googleapis.com",
};

/** They say an address of their own. */
const ADDRESSED = ["custom", "databricks-model-serving"];

const hostOfProvider = (provider: string): string | undefined =>
  PROVIDERS[provider] ?? (ADDRESSED.includes(provider) ? undefined : provider);

/** Where connections lead whose options name no host. */
const SERVICES: Readonly<Record<string, string>> = { BIGQUERY: "bigquery.googleapis.com", GLUE: "glue.amazonaws.com" };

/** The host that is meant where a service is named, or a key for it given, and no address. */
export function impliedHost({ keys, text }: NamedText): string | undefined {
  const last = keys.at(-1) ?? "";
  if (last === "provider" && keys.includes("externalmodel")) return hostOfProvider(text);
  if (last === "providertype") return hostOfProvider(text.toLowerCase().replaceAll("_", "-"));
  if (last === "connectiontype") return SERVICES[text.toUpperCase()];
  if (last === "connectionresourcename") return keys.includes("powerbitask") ? "api.powerbi.com" : "cloud.getdbt.com";
  if (last === "integrationkey" && keys.includes("pagerduty")) return "events.pagerduty.com";
  if (last === "oauthtoken" && keys.includes("slack")) return "slack.com";
  return undefined;
}
