import type * as pulumi from "@pulumi/pulumi";
import { EnvironmentCatalog } from "../components/unity-catalog/environment-catalog";
import { grantList } from "../components/unity-catalog/grant-list";
import { type EnvironmentSettings, protectionOf, SNAPSHOT_ACCESS } from "../config";
import type { AzureLayer } from "./azure-layer";
import type { Reader } from "./readers";
import { roleHolders } from "./role-holders";
import type { SnapshotSource } from "./snapshot-sources";
import type { EnvironmentPeople } from "./stack-outputs";

/** Declares an environment's catalog: what it stands on, who may what in it, and which workspaces see it. */
export function declareCatalog(
  settings: EnvironmentSettings,
  { dataLake }: AzureLayer,
  people: EnvironmentPeople,
  { readers, sources }: { readers: Record<string, Reader>; sources: readonly SnapshotSource[] },
  options: pulumi.ComponentResourceOptions,
): EnvironmentCatalog {
  const holders = roleHolders(settings, people);
  const protection = protectionOf(settings);
  const { catalogUrl, connector, temporaryUrl } = dataLake;
  return new EnvironmentCatalog(
    "unity-catalog",
    {
      environment: settings.name,
      catalogName: settings.unityCatalog.catalog ?? settings.name,
      metastoreId: settings.metastore.id,
      owner: settings.groups.platformAdmins,
      accessConnectorId: connector.id,
      storage: { url: catalogUrl, grants: grantList(holders, (rights) => rights.catalogLocation) },
      temporary: temporaryUrl && {
        url: temporaryUrl,
        grants: grantList(holders, (rights) => rights.temporaryLocation),
      },
      credentialGrants: grantList(holders, (rights) => rights.storageCredential),
      catalogGrants: [
        ...grantList(holders, (rights) => rights.catalog),
        ...sources.map(({ group }) => ({ principal: group, privileges: [...SNAPSHOT_ACCESS.targetCatalog] })),
      ],
      readOnlyIn: Object.fromEntries(
        Object.entries(readers).map(([environment, { workspaceId }]) => [environment, workspaceId]),
      ),
      writableIn: Object.fromEntries(sources.map(({ environment, workspaceId }) => [environment, workspaceId])),
      forceDestroy: protection.forceDestroy,
      protect: protection.deletion,
    },
    options,
  );
}
