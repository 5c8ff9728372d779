import {
  BINDABLE,
  type BindableType,
  NAMING_INPUTS,
  type SecurableType,
  securableTypeOf,
} from "../../databricks/securables";
import { factsOf, memberOf, type ObjectKind, type ObjectList, objectKindOf } from "../../databricks/workspace-objects";
import { objectOf, textOf, type Values } from "../../databricks-client";
import type { ResourceState } from "../engine/deployment";

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
      bindable?: BindableType;
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

const text = (value: unknown): string => textOf(value) ?? "";
const derived = (id: (inputs: Values) => string): NaturalKey => ({ kind: "derived", id });

/** The full name of a securable is its id. */
function securableKey(type: SecurableType): NaturalKey {
  const bindable = BINDABLE.find((each) => each === type);
  return {
    kind: "derived",
    id: (inputs) => NAMING_INPUTS.flatMap((part) => textOf(inputs[part]) ?? []).join("."),
    ...(bindable && { bindable }),
  };
}

/** What is named is its own id; what else a workspace lists is found there; a directory is written with an upsert. */
function objectKey(kind: ObjectKind): NaturalKey | undefined {
  const { list, resource } = factsOf(kind);
  if (!resource || !list) return undefined;
  return resource.isNamed ? derived((inputs) => text(inputs[resource.name])) : listed(list, resource.name);
}

/** An item of a list, found by its name, which is an input. */
function listed({ id, member, name, narrowedBy, path, query }: ObjectList, input: string): NaturalKey {
  return {
    kind: "listed",
    path: (inputs) => {
      const narrowed = narrowedBy ? { [narrowedBy]: text(inputs[input]) } : query;
      return narrowed ? `${path}?${new URLSearchParams(narrowed)}` : path;
    },
    list: member,
    matches: (item, inputs) => memberOf(item, name) === inputs[input],
    id: (item) => text(memberOf(item, id)),
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

/** By token: what is neither a securable nor has permissions, or is found in another way than its kind is listed. */
const APART: Readonly<Record<string, NaturalKey>> = {
  "databricks:index/databaseSyncedDatabaseTable:DatabaseSyncedDatabaseTable": derived(({ name }) => text(name)),
  "databricks:index/mlflowExperiment:MlflowExperiment": {
    kind: "listed",
    path: ({ name }) => `/api/2.0/mlflow/experiments/get-by-name?experiment_name=${encodeURIComponent(text(name))}`,
    list: "experiment",
    // A deleted one is still told of, by its name.
    matches: ({ lifecycle_stage: stage }) => stage === "active",
    id: (item) => text(item.experiment_id),
  },
  "databricks:index/qualityMonitor:QualityMonitor": derived(({ tableName }) => text(tableName)),
  "databricks:index/notificationDestination:NotificationDestination": listed(
    { path: "/api/2.0/notification-destinations", member: "results", id: "id", name: "display_name" },
    "displayName",
  ),
  "databricks:index/ipAccessList:IpAccessList": listed(
    { path: "/api/2.0/ip-access-lists", member: "ip_access_lists", id: "list_id", name: "label" },
    "label",
  ),
  "databricks:index/group:Group": identity("Groups", "displayName", "displayName"),
  "databricks:index/user:User": identity("Users", "userName", "userName"),
  "databricks:index/servicePrincipal:ServicePrincipal": servicePrincipal,
  "databricks:index/budgetPolicy:BudgetPolicy": {
    kind: "listed",
    path: ({ accountId }) => `/api/2.1/accounts/${text(accountId)}/budget-policies?page_size=1000`,
    list: "policies",
    matches: (item, inputs) => item.policy_name === inputs.policyName,
    id: (item) => text(item.policy_id),
  },
  "databricks:index/mwsNetworkConnectivityConfig:MwsNetworkConnectivityConfig": {
    kind: "listed",
    path: ({ accountId }) => `/api/2.0/accounts/${text(accountId)}/network-connectivity-configs`,
    list: "items",
    matches: (item, inputs) => item.name === inputs.name,
    id: (item, { accountId }) => `${text(accountId)}/${text(item.network_connectivity_config_id)}`,
  },
  "databricks:index/servicePrincipalFederationPolicy:ServicePrincipalFederationPolicy": {
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
  const [a, b] = [objectOf(one), objectOf(other)];
  return a.issuer === b.issuer && a.subject === b.subject;
}

/** @returns undefined for types that can be written again as if for the first time. */
export function naturalKeyOf({ type }: Pick<ResourceState, "type">): NaturalKey | undefined {
  const securable = securableTypeOf(type);
  if (securable) return securableKey(securable);
  const kind = objectKindOf(type);
  return APART[type] ?? (kind && objectKey(kind));
}
