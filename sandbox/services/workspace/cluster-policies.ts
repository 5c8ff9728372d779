import {
  type AccessEntry,
  allows,
  dropAccessList,
  type ObjectRef,
  openAccessList,
  requireLevel,
} from "../../authority/objects/access-lists";
import { requireWorkspaceAdmin } from "../../authority/workspace/caller";
import { SYSTEM_GROUPS, systemGroupId } from "../../authority/workspace/members";
import {
  alreadyExists,
  type Behaviour,
  type Call,
  invalidParameter,
  type JsonObject,
  notFound,
  type Service,
  WorkspaceObjects,
  workspaceIdOf,
} from "../../control-plane";
import { overriddenDefinition, parsePolicyDefinition } from "./policy-definition";
import { POLICY_FAMILIES, type PolicyFamily, policyFamily } from "./policy-families";

/** What a caller sets: rules of its own, or a family's with overrides. */
interface PolicySettings {
  name?: string;
  description?: string;
  /** JSON text of the rules. */
  definition?: string;
  policy_family_id?: string;
  /** JSON text of the rules that replace the family's. */
  policy_family_definition_overrides?: string;
  /** Absent: no limit. */
  max_clusters_per_user?: number;
  libraries?: JsonObject[];
}

interface ClusterPolicy extends PolicySettings {
  policy_id: string;
  name: string;
  definition: string;
  creator_user_name?: string;
  /** Milliseconds since 1970. */
  created_at_timestamp: number;
  /** The service made it with the workspace, and it can not be deleted. */
  is_default: boolean;
}

export const clusterPolicies = new WorkspaceObjects<ClusterPolicy>("workspace.cluster-policy", (id) =>
  notFound(`Can't find a cluster policy with id: ${id}.`),
);

const PERSONAL_COMPUTE = "personal-vm";
const MAXIMUM_NAME = 100;
const MAXIMUM_DESCRIPTION = 1000;

const refOf = (id: string): ObjectRef => ({ type: "cluster-policies", id });

/** What the settings amount to: checked, with the definition that clusters are held to. */
function checked(
  call: Call,
  settings: PolicySettings,
  id?: string,
): PolicySettings & { name: string; definition: string } {
  const { name = "", description = "", max_clusters_per_user: maximum } = settings;
  if (name.trim() === "" || name.length > MAXIMUM_NAME) {
    throw invalidParameter(`A policy's name has 1 to ${MAXIMUM_NAME} characters.`);
  }
  if (clusterPolicies.find(call, (other) => other.name === name && other.policy_id !== id)) {
    throw alreadyExists(`A cluster policy with name '${name}' already exists`);
  }
  if (description.length > MAXIMUM_DESCRIPTION) {
    throw invalidParameter(`A policy's description has at most ${MAXIMUM_DESCRIPTION} characters.`);
  }
  if (maximum !== undefined && maximum < 1) {
    throw invalidParameter(`max_clusters_per_user must be at least 1, got ${maximum}.`);
  }
  requireLibraries(settings.libraries);
  return { ...settings, name, definition: effectiveDefinition(settings) };
}

function effectiveDefinition(settings: PolicySettings): string {
  const { definition, policy_family_id: family, policy_family_definition_overrides: overrides } = settings;
  if (family) {
    if (definition)
      throw invalidParameter("A policy of a family takes policy_family_definition_overrides, not definition.");
    return overriddenDefinition(policyFamily(family).definition, overrides);
  }
  if (overrides) throw invalidParameter("policy_family_definition_overrides takes policy_family_id besides.");
  if (!definition) throw invalidParameter("Missing required field: definition");
  parsePolicyDefinition(definition);
  return definition;
}

const create: Behaviour<PolicySettings> = (request, call) => {
  requireWorkspaceAdmin(call);
  const id = newPolicyId(call);
  clusterPolicies.put(call, id, {
    policy_id: id,
    creator_user_name: call.principal.name,
    created_at_timestamp: call.store.now(),
    is_default: false,
    ...checked(call, request),
  });
  openAccessList(call, refOf(id));
  return { policy_id: id };
};

/** Replaces what was set; who made the policy and when stay. */
const edit: Behaviour<PolicySettings & { policy_id: string }> = ({ policy_id: id, ...settings }, call) => {
  requireWorkspaceAdmin(call);
  const before = clusterPolicies.existing(call, id);
  if (before.is_default && (settings.name !== before.name || settings.policy_family_id !== before.policy_family_id)) {
    throw invalidParameter(`The name and the family of the default policy '${before.name}' can not be changed.`);
  }
  const { policy_id, creator_user_name, created_at_timestamp, is_default } = before;
  clusterPolicies.put(call, id, {
    policy_id,
    ...(creator_user_name ? { creator_user_name } : {}),
    created_at_timestamp,
    is_default,
    ...checked(call, settings, id),
  });
  return undefined;
};

const get: Behaviour<{ policy_id: string }> = ({ policy_id: id }, call) => {
  const policy = clusterPolicies.existing(call, id);
  requireLevel(call, refOf(id), "CAN_USE");
  return policy;
};

const list: Behaviour<{ sort_column?: string; sort_order?: string }> = (request, call) => {
  const policies = clusterPolicies
    .all(call)
    .filter(({ policy_id: id }) => allows(call, refOf(id), "CAN_USE"))
    .sort((a, b) =>
      request.sort_column === "POLICY_NAME"
        ? a.name.localeCompare(b.name)
        : a.created_at_timestamp - b.created_at_timestamp,
    );
  return { policies: request.sort_order === "ASC" ? policies : policies.reverse() };
};

const remove: Behaviour<{ policy_id: string }> = ({ policy_id: id }, call) => {
  requireWorkspaceAdmin(call);
  if (clusterPolicies.existing(call, id).is_default) throw invalidParameter("A default policy can not be deleted.");
  clusterPolicies.remove(call, id);
  dropAccessList(call, refOf(id));
  return undefined;
};

/** Sixteen hexadecimal digits, like the service's. */
function newPolicyId(call: Call): string {
  return call.store.nextId().toString(16).toUpperCase().padStart(16, "0");
}

/** Everybody may use Personal Compute, as long as neither the workspace nor its account says otherwise. */
const usersOf = ({ policy_family_id: family }: PolicyFamily, call: Call): AccessEntry[] =>
  family === PERSONAL_COMPUTE
    ? [{ principalId: systemGroupId(workspaceIdOf(call), SYSTEM_GROUPS.users), level: "CAN_USE" }]
    : [];

/** Makes the policies that every workspace starts with: one for each family. */
export function addDefaultPolicies(call: Call): void {
  POLICY_FAMILIES.forEach((family, index) => {
    const id = (workspaceIdOf(call) * POLICY_FAMILIES.length + index).toString(16).toUpperCase().padStart(16, "D");
    clusterPolicies.put(call, id, {
      ...family,
      policy_id: id,
      created_at_timestamp: call.store.now(),
      is_default: true,
    });
    openAccessList(call, refOf(id), { entries: usersOf(family, call) });
  });
}

export const clusterPoliciesService: Service = {
  "compute.ClusterPolicies.Create": create,
  "compute.ClusterPolicies.Edit": edit,
  "compute.ClusterPolicies.Get": get,
  "compute.ClusterPolicies.List": list,
  "compute.ClusterPolicies.Delete": remove,
};

const LIBRARY_KINDS = ["cran", "egg", "jar", "maven", "pypi", "requirements", "whl"];

/** @throws ApiError 400 unless each library is of exactly one kind. */
export function requireLibraries(libraries: JsonObject[] | undefined): void {
  for (const library of libraries ?? []) {
    const given = LIBRARY_KINDS.filter((kind) => library[kind] !== undefined);
    if (given.length !== 1) {
      throw invalidParameter(
        `A library is of exactly one kind of ${LIBRARY_KINDS.join(", ")}; got ${given.join(", ") || "none"}.`,
      );
    }
  }
}
