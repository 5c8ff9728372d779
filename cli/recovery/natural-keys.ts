import type { ResourceState } from "../engine/deployment";

/** Inputs or answers: values by name. */
export type Values = Record<string, unknown>;

type Bindable = "catalog" | "external_location" | "storage_credential";

/**
 * How to find an object that its resource's inputs describe, when nobody wrote down the id that it was given. Types
 * that are not listed are written with upserts: doing it again is harmless, and so nothing needs to be found.
 */
type NaturalKey =
  /** The id follows from the inputs alone; whether the object exists, a refresh finds out. */
  | {
      kind: "derived";
      id(inputs: Values): string;
      /** What the bindings API calls a type that can be isolated; an isolated one without bindings cannot be read. */
      bindable?: Bindable;
    }
  /** The service makes the id up: a list is searched for the object with the same name. */
  | {
      kind: "listed";
      /** Path below the provider's host. */
      path(inputs: Values): string;
      /** Member of the answer that holds the list, or the only one that there can be. */
      list: string;
      matches(item: Values, inputs: Values): boolean;
      id(item: Values, inputs: Values): string;
    };

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const derived = (id: (inputs: Values) => string): NaturalKey => ({ kind: "derived", id });
const byName = derived(({ name }) => text(name));
const bindable = (type: Bindable): NaturalKey => ({ kind: "derived", id: ({ name }) => text(name), bindable: type });

/** A list whose items carry their name in `name` and their id in `id`, found by the input `input`. */
function listed(path: string, list: string, name: string, id: string, input = "name"): NaturalKey {
  return {
    kind: "listed",
    path: () => path,
    list,
    matches: (item, inputs) => item[name] === inputs[input],
    id: (item) => text(item[id]),
  };
}

/** A list of identities, of the account where the inputs or the provider say so, else of the workspace. */
function identity(resource: string, attribute: string, input: string): Extract<NaturalKey, { kind: "listed" }> {
  return {
    kind: "listed",
    path: ({ accountId, [input]: value }) => {
      const filter = encodeURIComponent(`${attribute} eq "${text(value)}"`);
      const base = accountId ? `/api/2.0/accounts/${text(accountId)}/scim/v2` : "/api/2.0/preview/scim/v2";
      return `${base}/${resource}?filter=${filter}`;
    },
    list: "Resources",
    matches: (item, inputs) => item[attribute] === inputs[input],
    id: (item) => text(item.id),
  };
}

/** Account and workspaces know a principal by its application id; one that Databricks makes up has a name at first. */
const servicePrincipal: NaturalKey = {
  kind: "listed",
  path: (inputs) => principalKey(inputs).path(inputs),
  list: "Resources",
  matches: (item, inputs) => principalKey(inputs).matches(item, inputs),
  id: (item) => text(item.id),
};

const principalKey = ({ applicationId }: Values) =>
  applicationId
    ? identity("ServicePrincipals", "applicationId", "applicationId")
    : identity("ServicePrincipals", "displayName", "displayName");

const databricksKeys: Record<string, NaturalKey> = {
  AlertV2: listed("/api/2.0/alerts?page_size=100", "alerts", "display_name", "id", "displayName"),
  Catalog: bindable("catalog"),
  Dashboard: listed("/api/2.0/lakeview/dashboards", "dashboards", "display_name", "dashboard_id", "displayName"),
  DatabaseInstance: byName,
  DatabaseSyncedDatabaseTable: byName,
  Job: {
    kind: "listed",
    path: ({ name }) => `/api/2.2/jobs/list?name=${encodeURIComponent(text(name))}`,
    list: "jobs",
    matches: (item, { name }) => ((item.settings ?? {}) as Values).name === name,
    id: (item) => text(item.job_id),
  },
  MlflowExperiment: {
    kind: "listed",
    path: ({ name }) => `/api/2.0/mlflow/experiments/get-by-name?experiment_name=${encodeURIComponent(text(name))}`,
    list: "experiment",
    // A deleted one is still told of, by its name.
    matches: ({ lifecycle_stage: stage }) => stage === "active",
    id: (item) => text(item.experiment_id),
  },
  ModelServing: byName,
  QualityMonitor: derived(({ tableName }) => text(tableName)),
  Query: listed("/api/2.0/sql/queries?page_size=100", "results", "display_name", "id", "displayName"),
  RegisteredModel: derived(
    ({ catalogName, name, schemaName }) => `${text(catalogName)}.${text(schemaName)}.${text(name)}`,
  ),
  Repo: {
    kind: "listed",
    path: ({ path }) => `/api/2.0/repos?path_prefix=${encodeURIComponent(text(path))}`,
    list: "repos",
    matches: (item, { path }) => item.path === path,
    id: (item) => text(item.id),
  },
  StorageCredential: bindable("storage_credential"),
  ExternalLocation: bindable("external_location"),
  SecretScope: byName,
  Schema: derived(({ catalogName, name }) => `${text(catalogName)}.${text(name)}`),
  Volume: derived(({ catalogName, schemaName, name }) => `${text(catalogName)}.${text(schemaName)}.${text(name)}`),
  ClusterPolicy: listed("/api/2.0/policies/clusters/list", "policies", "name", "policy_id"),
  SqlEndpoint: listed("/api/2.0/sql/warehouses", "warehouses", "name", "id"),
  NotificationDestination: listed("/api/2.0/notification-destinations", "results", "display_name", "id", "displayName"),
  IpAccessList: listed("/api/2.0/ip-access-lists", "ip_access_lists", "label", "list_id", "label"),
  Group: identity("Groups", "displayName", "displayName"),
  User: identity("Users", "userName", "userName"),
  ServicePrincipal: servicePrincipal,
  BudgetPolicy: {
    kind: "listed",
    path: ({ accountId }) => `/api/2.1/accounts/${text(accountId)}/budget-policies?page_size=1000`,
    list: "policies",
    matches: (item, inputs) => item.policy_name === inputs.policyName,
    id: (item) => text(item.policy_id),
  },
  MwsNetworkConnectivityConfig: {
    kind: "listed",
    path: ({ accountId }) => `/api/2.0/accounts/${text(accountId)}/network-connectivity-configs`,
    list: "items",
    matches: (item, inputs) => item.name === inputs.name,
    id: (item, { accountId }) => `${text(accountId)}/${text(item.network_connectivity_config_id)}`,
  },
  ServicePrincipalFederationPolicy: {
    kind: "listed",
    path: ({ accountId, servicePrincipalId }) =>
      `/api/2.0/accounts/${text(accountId)}/servicePrincipals/${text(servicePrincipalId)}/federationPolicies`,
    list: "policies",
    matches: (item, inputs) => sameTrust(item.oidc_policy, inputs.oidcPolicy),
    id: (item, { servicePrincipalId }) => `${text(servicePrincipalId)},${text(item.policy_id)}`,
  },
};

/** Two federation policies of one principal that trust the same tokens are the same policy. */
function sameTrust(one: unknown, other: unknown): boolean {
  const [a, b] = [one ?? {}, other ?? {}] as [Values, Values];
  return a.issuer === b.issuer && a.subject === b.subject;
}

/** @returns undefined for types that can be written again as if for the first time. */
export function naturalKeyOf({ type }: Pick<ResourceState, "type">): NaturalKey | undefined {
  const name = /^databricks:index\/\w+:(\w+)$/.exec(type)?.[1];
  return name === undefined ? undefined : databricksKeys[name];
}
