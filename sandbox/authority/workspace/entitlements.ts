import { type Store, WorkspaceObjects } from "../../control-plane";
import { type SystemGroup, systemGroupWithId } from "./members";

/** What a principal may use in a workspace, beyond being let in; SCIM's words. */
export const ENTITLEMENTS = [
  "allow-cluster-create",
  "allow-instance-pool-create",
  "databricks-sql-access",
  "workspace-access",
  "workspace-consume",
] as const;

export type Entitlement = (typeof ENTITLEMENTS)[number];

/** The entitlements of one principal in one workspace, as they were set; without those of its groups. */
interface PrincipalEntitlements {
  entitlements: Entitlement[];
}

/** By the principal's id. */
export const principalEntitlements = new WorkspaceObjects<PrincipalEntitlements>("identity.entitlements");

/** What the system groups of a new workspace are given. */
const INITIAL: Record<SystemGroup, Entitlement[]> = {
  users: ["databricks-sql-access", "workspace-access"],
  admins: ["allow-cluster-create", "allow-instance-pool-create", "databricks-sql-access", "workspace-access"],
};

/** Entitlements given to the principal itself; a system group has the initial ones until others are set. */
export function ownEntitlements(store: Store, workspaceId: number, principalId: string): Entitlement[] {
  const set = principalEntitlements.get({ store, workspaceId }, principalId);
  if (set) return set.entitlements;
  const systemGroup = systemGroupWithId(workspaceId, principalId);
  return systemGroup ? INITIAL[systemGroup] : [];
}

/** Replaces a principal's own entitlements. */
export function setEntitlements(
  store: Store,
  workspaceId: number,
  principalId: string,
  given: readonly Entitlement[],
): void {
  const entitlements = ENTITLEMENTS.filter((entitlement) => given.includes(entitlement));
  const workspace = { store, workspaceId };
  // "None" must be remembered of a system group, which starts with some; of others it is what absence means.
  if (entitlements.length === 0 && !systemGroupWithId(workspaceId, principalId))
    principalEntitlements.remove(workspace, principalId);
  else principalEntitlements.put(workspace, principalId, { entitlements });
}
