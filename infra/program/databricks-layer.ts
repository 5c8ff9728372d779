import * as databricks from "@pulumi/databricks";
import type * as pulumi from "@pulumi/pulumi";
import type { ResourceNames } from "../components/azure/resource-names";
import { type EntitledGroup, GroupEntitlements } from "../components/identity/group-entitlements";
import { type WorkspaceMember, WorkspaceMembers } from "../components/identity/workspace-members";
import { PROJECTS_FOLDER } from "../components/ml/project-folder";
import { EnvironmentCatalog } from "../components/unity-catalog/environment-catalog";
import { grantList, type Principals } from "../components/unity-catalog/grant-list";
import { AccountAttachments } from "../components/workspace/account-attachments";
import { ClusterPolicies } from "../components/workspace/cluster-policies";
import { NotificationDestinations } from "../components/workspace/notification-destinations";
import { SecretScope } from "../components/workspace/secret-scope";
import { SqlWarehouse } from "../components/workspace/sql-warehouse";
import { WorkspaceSettings } from "../components/workspace/workspace-settings";
import {
  ACCESS,
  type Compute,
  type EnvironmentSettings,
  protectionOf,
  ROLES,
  type Role,
  type RoleAccess,
  type Stage,
} from "../config";
import type { AzureLayer } from "./azure-layer";
import type { EnvironmentGroups } from "./environment-groups";
import type { EnvironmentPrincipals } from "./principals";
import { workspaceProvider } from "./providers";
import { readerWorkspaces } from "./reader-workspaces";

/** What an environment has in Databricks, as far as other stacks need it. */
export interface DatabricksLayer {
  attachments: AccountAttachments;
  catalog: EnvironmentCatalog;
  policies: ClusterPolicies;
  warehouse: SqlWarehouse;
  secrets: SecretScope;
  destinations: NotificationDestinations;
}

/** Whom the access model's roles stand for. */
interface People {
  groups: EnvironmentGroups;
  principals: EnvironmentPrincipals;
}

/** Declares an environment's part of the Databricks account, and what is in its workspace and its catalog. */
export function declareDatabricks(
  settings: EnvironmentSettings,
  names: ResourceNames,
  azure: AzureLayer,
  people: People,
  account: pulumi.ProviderResource,
): DatabricksLayer {
  const { workspace } = azure;
  const attachments = new AccountAttachments(
    "account-attachments",
    {
      environment: settings.name,
      budgetPolicyName: names.budgetPolicy,
      workspaceId: workspace.workspaceId,
      metastoreId: settings.metastore.id,
    },
    { providers: [account] },
  );
  const { metastoreAssignment } = attachments;
  const members = new WorkspaceMembers(
    "members",
    { workspaceId: workspace.workspaceId, metastoreAssignment, members: membersOf(settings, people) },
    { providers: [account] },
  );
  // Through the provider, everything in the workspace comes after its metastore and its members, and goes before them:
  // a workspace knows neither catalogs without the one, nor groups that are not among the others.
  const provider = workspaceProvider(workspace.host, { dependsOn: [metastoreAssignment, members] });
  const options = { providers: [provider] };
  // Asked only once there is a workspace to ask.
  const everyone = databricks.getGroupOutput({ displayName: "users" }, { provider, dependsOn: [members] });
  new GroupEntitlements(
    "entitlements",
    {
      groups: entitledGroups(settings, people),
      everyoneId: everyone.id,
      servicePrincipals: { retraining: people.principals.retraining.id },
    },
    options,
  );
  // Who may look into a project's folder, its stack says; this one is the admins'.
  new databricks.Directory("projects-folder", { path: PROJECTS_FOLDER }, { provider });
  new WorkspaceSettings("workspace-settings", settings.workspace, options);

  return {
    attachments,
    catalog: declareCatalog(settings, azure, people, options),
    policies: declarePolicies(settings, people, options),
    warehouse: new SqlWarehouse(
      "sql",
      {
        environment: settings.name,
        ...settings.compute.warehouse,
        usableBy: usersOf("warehouse", settings, people),
      },
      options,
    ),
    secrets: declareSecretScope(settings, azure, options),
    destinations: new NotificationDestinations("notifications", settings.notifications, options),
  };
}

type Options = pulumi.ComponentResourceOptions;

/** Principals as privileges name them. */
const namesOf = ({ groups, principals }: People): Principals<Role> => ({
  dataScientists: groups.dataScientists.name,
  mlEngineers: groups.mlEngineers.name,
  runners: principals.runners.displayName,
  deployment: principals.deployment.identity.clientId,
});

/** Principals as the account numbers them. */
const idsOf = ({ groups, principals }: People): Principals<Role> => ({
  dataScientists: groups.dataScientists.id,
  mlEngineers: groups.mlEngineers.id,
  runners: principals.runners.id,
  deployment: principals.deployment.servicePrincipal.id,
});

function membersOf({ environment }: EnvironmentSettings, people: People): Record<string, WorkspaceMember> {
  const ids = idsOf(people);
  const byRole = rightsByRole(environment.stage).flatMap(([role, { workspace }]) =>
    workspace ? [[kebab(role), { principalId: ids[role], permission: workspace.permission }] as const] : [],
  );
  return {
    ...Object.fromEntries(byRole),
    "platform-admins": { principalId: people.groups.platformAdmins.id, permission: "ADMIN" },
    retraining: { principalId: people.principals.retraining.id, permission: "USER" },
  };
}

function entitledGroups({ environment }: EnvironmentSettings, people: People): Record<string, EntitledGroup> {
  const ids = idsOf(people);
  return Object.fromEntries(
    rightsByRole(environment.stage).flatMap(([role, { workspace }]) =>
      workspace && workspace.entitlements.length > 0
        ? [[kebab(role), { groupId: ids[role], entitlements: workspace.entitlements }]]
        : [],
    ),
  );
}

const rightsByRole = (stage: Stage): [Role, RoleAccess][] => ROLES.map((role) => [role, ACCESS[stage][role]]);

/** `dataScientists` → `data-scientists`, the spelling of resource names. */
const kebab = (role: string): string => role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Groups that may use some kind of compute. Who is none, such as the deployment identity, administers it anyway. */
function usersOf(compute: Compute, { environment }: EnvironmentSettings, people: People): pulumi.Input<string>[] {
  const names = namesOf(people);
  return rightsByRole(environment.stage).flatMap(([role, rights]) =>
    rights.compute?.includes(compute) ? [names[role]] : [],
  );
}

function declareCatalog(settings: EnvironmentSettings, azure: AzureLayer, people: People, options: Options) {
  const access = ACCESS[settings.environment.stage];
  const principals = namesOf(people);
  const protection = protectionOf(settings);
  const { catalogUrl, connector, temporaryUrl } = azure.dataLake;
  return new EnvironmentCatalog(
    "unity-catalog",
    {
      environment: settings.name,
      catalogName: settings.unityCatalog.catalog ?? settings.name,
      metastoreId: settings.metastore.id,
      owner: people.groups.platformAdmins.name,
      accessConnectorId: connector.id,
      storage: { url: catalogUrl, grants: grantList(access, principals, (rights) => rights.catalogLocation) },
      temporary: temporaryUrl && {
        url: temporaryUrl,
        grants: grantList(access, principals, (rights) => rights.temporaryLocation),
      },
      credentialGrants: grantList(access, principals, (rights) => rights.storageCredential),
      catalogGrants: grantList(access, principals, (rights) => rights.catalog),
      readOnlyIn: readerWorkspaces(settings.unityCatalog.readOnlyIn),
      forceDestroy: protection.forceDestroy,
      protect: protection.deletion,
    },
    options,
  );
}

const declarePolicies = (settings: EnvironmentSettings, people: People, options: Options) =>
  new ClusterPolicies(
    "cluster-policies",
    {
      environment: settings.name,
      ...settings.compute,
      interactiveFor: usersOf("interactiveClusters", settings, people),
      jobsFor: usersOf("jobClusters", settings, people),
    },
    options,
  );

const declareSecretScope = ({ secrets }: EnvironmentSettings, { keyVault }: AzureLayer, options: Options) =>
  new SecretScope(
    "secrets",
    {
      scopeName: secrets.scope,
      vault: secrets.backend === "keyVault" ? { resourceId: keyVault.vault.id, uri: keyVault.uri } : undefined,
    },
    options,
  );
