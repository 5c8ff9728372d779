import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import type { ResourceNames } from "../components/azure/resource-names";
import { type EntitledGroup, GroupEntitlements } from "../components/identity/group-entitlements";
import { type WorkspaceMember, WorkspaceMembers } from "../components/identity/workspace-members";
import { AccountAttachments } from "../components/workspace/account-attachments";
import type { EnvironmentSettings } from "../config";
import { roleHolders } from "./role-holders";
import type { EnvironmentPeople, ServicePrincipal } from "./stack-outputs";

/** What the account gives an environment's workspace. */
export interface AccountLayer {
  attachments: AccountAttachments;
  members: WorkspaceMembers;
}

/** Whoever may open a workspace. */
export interface MembersOfWorkspace extends EnvironmentPeople {
  /** Whom the retraining webhook acts as. */
  retraining: ServicePrincipal;
}

/** Declares a workspace's metastore, its members, and the policy that tags its serverless costs. */
export function declareAccount(
  settings: EnvironmentSettings,
  names: ResourceNames,
  workspaceId: pulumi.Input<string>,
  people: MembersOfWorkspace,
  account: pulumi.ProviderResource,
): AccountLayer {
  const options = { providers: [account] };
  const attachments = new AccountAttachments(
    "account-attachments",
    {
      environment: settings.name,
      accountId: settings.account.id,
      budgetPolicyName: names.budgetPolicy,
      workspaceId,
      metastoreId: settings.metastore.id,
      // Whoever sets up a job or an endpoint that the policy tags, and whom it runs as.
      budgetPolicyUsers: [
        pulumi.interpolate`groups/${people.groups.platformAdmins.name}`,
        pulumi.interpolate`groups/${people.runnersGroup.name}`,
        pulumi.interpolate`servicePrincipals/${people.deployment.applicationId}`,
      ],
    },
    options,
  );
  const { metastoreAssignment } = attachments;
  const members = new WorkspaceMembers(
    "members",
    { workspaceId, metastoreAssignment, members: membersOf(settings, people) },
    options,
  );
  return { attachments, members };
}

function membersOf(settings: EnvironmentSettings, people: MembersOfWorkspace): Record<string, WorkspaceMember> {
  const byRole = roleHolders(settings, people).flatMap(({ id, key, rights: { workspace } }) =>
    workspace ? [[key, { principalId: id, permission: workspace.permission }] as const] : [],
  );
  return {
    ...Object.fromEntries(byRole),
    "platform-admins": { principalId: people.groups.platformAdmins.id, permission: "ADMIN" },
    retraining: { principalId: people.retraining.id, permission: "USER" },
  };
}

/** Declares what a workspace lets its members do at all. */
export function declareEntitlements(
  settings: EnvironmentSettings,
  people: MembersOfWorkspace,
  everyoneId: pulumi.Output<string>,
  provider: pulumi.ProviderResource,
): void {
  new GroupEntitlements(
    "entitlements",
    {
      groups: entitledGroups(settings, people),
      everyoneId,
      servicePrincipals: entitledServicePrincipals(settings, people),
    },
    { providers: [provider] },
  );
}

/** Id of the workspace's own group of everybody, which its admins may look up. */
export const everyoneIn = (provider: pulumi.ProviderResource): pulumi.Output<string> =>
  // Asked only once there is a workspace to ask, and its members are there.
  databricks.getGroupOutput({ displayName: "users" }, { provider, dependsOn: [provider] }).id;

function entitledGroups(settings: EnvironmentSettings, people: EnvironmentPeople): Record<string, EntitledGroup> {
  return Object.fromEntries(
    roleHolders(settings, people).flatMap(({ id, key, kind, rights: { workspace } }) =>
      kind === "group" && workspace && workspace.entitlements.length > 0
        ? [[key, { groupId: id, entitlements: workspace.entitlements }]]
        : [],
    ),
  );
}

/** Those that open the workspace and are in none of the groups. */
const entitledServicePrincipals = (
  settings: EnvironmentSettings,
  people: MembersOfWorkspace,
): Record<string, pulumi.Input<string>> => ({
  ...Object.fromEntries(
    roleHolders(settings, people).flatMap(({ id, key, kind, rights: { workspace } }) =>
      kind === "servicePrincipal" && workspace?.entitlements.includes("workspaceAccess") ? [[key, id]] : [],
    ),
  ),
  retraining: people.retraining.id,
});
