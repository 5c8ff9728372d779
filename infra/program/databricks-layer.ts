import * as databricks from "@pulumi/databricks";
import type * as pulumi from "@pulumi/pulumi";
import type { ResourceNames } from "../components/azure/resource-names";
import { type EntitledGroup, GroupEntitlements } from "../components/identity/group-entitlements";
import { type WorkspaceMember, WorkspaceMembers } from "../components/identity/workspace-members";
import { PROJECTS_FOLDER } from "../components/ml/project-folder";
import { EnvironmentCatalog } from "../components/unity-catalog/environment-catalog";
import { grantList } from "../components/unity-catalog/grant-list";
import { AccountAttachments } from "../components/workspace/account-attachments";
import { ClusterPolicies } from "../components/workspace/cluster-policies";
import { NotificationDestinations } from "../components/workspace/notification-destinations";
import { SecretScope } from "../components/workspace/secret-scope";
import { SqlWarehouse } from "../components/workspace/sql-warehouse";
import { WorkspaceSettings } from "../components/workspace/workspace-settings";
import { type Compute, type EnvironmentSettings, protectionOf, SNAPSHOT_ACCESS } from "../config";
import type { AzureLayer } from "./azure-layer";
import { workspaceProvider } from "./providers";
import { readerWorkspaces } from "./reader-workspaces";
import { type People, roleHolders } from "./role-holders";

/** What an environment has in Databricks, as far as other stacks need it. */
export interface DatabricksLayer {
  attachments: AccountAttachments;
  catalog: EnvironmentCatalog;
  policies: ClusterPolicies;
  warehouse: SqlWarehouse;
  secrets: SecretScope;
  destinations: NotificationDestinations;
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

function membersOf(settings: EnvironmentSettings, people: People): Record<string, WorkspaceMember> {
  const byRole = roleHolders(settings, people).flatMap(({ id, key, rights: { workspace } }) =>
    workspace ? [[key, { principalId: id, permission: workspace.permission }] as const] : [],
  );
  return {
    ...Object.fromEntries(byRole),
    "platform-admins": { principalId: people.groups.platformAdmins.id, permission: "ADMIN" },
    retraining: { principalId: people.principals.retraining.id, permission: "USER" },
  };
}

function entitledGroups(settings: EnvironmentSettings, people: People): Record<string, EntitledGroup> {
  return Object.fromEntries(
    roleHolders(settings, people).flatMap(({ id, key, rights: { workspace } }) =>
      workspace && workspace.entitlements.length > 0
        ? [[key, { groupId: id, entitlements: workspace.entitlements }]]
        : [],
    ),
  );
}

/** Groups that may use some kind of compute. Who is none, such as the deployment identity, administers it anyway. */
const usersOf = (compute: Compute, settings: EnvironmentSettings, people: People): pulumi.Input<string>[] =>
  roleHolders(settings, people).flatMap(({ name, rights }) => (rights.compute?.includes(compute) ? [name] : []));

function declareCatalog(settings: EnvironmentSettings, azure: AzureLayer, people: People, options: Options) {
  const holders = roleHolders(settings, people);
  const { prodAccess, readOnlyIn } = settings.unityCatalog;
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
      storage: { url: catalogUrl, grants: grantList(holders, (rights) => rights.catalogLocation) },
      temporary: temporaryUrl && {
        url: temporaryUrl,
        grants: grantList(holders, (rights) => rights.temporaryLocation),
      },
      credentialGrants: grantList(holders, (rights) => rights.storageCredential),
      catalogGrants: [
        ...grantList(holders, (rights) => rights.catalog),
        ...people.sources.map(({ group }) => ({ principal: group, privileges: [...SNAPSHOT_ACCESS.targetCatalog] })),
      ],
      readOnlyIn: prodAccess === "binding" ? readerWorkspaces(readOnlyIn) : {},
      writableIn: Object.fromEntries(people.sources.map(({ environment, workspaceId }) => [environment, workspaceId])),
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

const declareSecretScope = (settings: EnvironmentSettings, { keyVault }: AzureLayer, options: Options) =>
  new SecretScope(
    "secrets",
    {
      scopeName: settings.secrets.scope,
      vault: settings.secrets.backend === "keyVault" ? { resourceId: keyVault.vault.id, uri: keyVault.uri } : undefined,
      protect: protectionOf(settings).deletion,
    },
    options,
  );
