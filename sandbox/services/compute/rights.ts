import { allows, type ObjectRef } from "../../authority/objects/access-lists";
import { entitlementsOf } from "../../authority/workspace/caller";
import { type Call, invalidParameter, permissionDenied } from "../../control-plane";
import { clusterPolicies } from "../workspace/cluster-policies";

const policyRef = (id: string): ObjectRef => ({ type: "cluster-policies", id });

const mayCreateClusters = (call: Call): boolean => entitlementsOf(call).has("allow-cluster-create");

/** @throws ApiError 403 unless the caller may make clusters: of this policy, or any where none is named. */
export function requireClusterRight(call: Call, policyId: string | undefined): void {
  if (policyId === undefined) {
    if (mayCreateClusters(call)) return;
    throw permissionDenied(
      "You are not authorized to create clusters without a policy: name a policy_id that you may use, or ask for the allow-cluster-create entitlement.",
    );
  }
  if (!clusterPolicies.has(call, policyId)) {
    throw invalidParameter(`Can't find a cluster policy with id: ${policyId}.`);
  }
  if (!allows(call, policyRef(policyId), "CAN_USE")) {
    throw permissionDenied(`${call.principal.name} is not authorized to use the cluster policy ${policyId}.`);
  }
}

/**
 * @throws ApiError 403 unless the caller may compute at all: by the entitlement to create clusters or by any cluster
 * policy that was made. The service lets everybody in a workspace have serverless compute, and has no entitlement that takes
 * it away. An estate that gives somebody no compute means this too, so the sandbox is stricter.
 */
export function requireServerlessRight(call: Call): void {
  if (mayCreateClusters(call)) return;
  const made = clusterPolicies.all(call).filter(({ is_default: isDefault }) => !isDefault);
  if (made.some(({ policy_id: id }) => allows(call, policyRef(id), "CAN_USE"))) return;
  throw permissionDenied(
    `${call.principal.name} is not authorized to use serverless compute: it takes a cluster policy that they may use, or the allow-cluster-create entitlement.`,
  );
}
