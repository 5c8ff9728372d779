import type { Attempt, Change } from "./attempt";
import type { EnvironmentParts, EstateParts, Identity } from "./environment-parts";

const UNITY_CATALOG = "/api/2.1/unity-catalog";

const change = (what: string, method: Change["method"], path: string, lacks: string, body?: object): Attempt => ({
  what,
  at: "dev",
  method,
  path: `${UNITY_CATALOG}${path}`,
  ...(body && { body }),
  lacks,
});

const managesNot = (what: string): string => `User does not have MANAGE on ${what}, nor is it owned by them`;

const granted = ({ applicationId }: Identity, ...privileges: string[]): object => ({
  changes: [{ principal: applicationId, add: privileges }],
});

const bound = ({ workspaceId }: EnvironmentParts): object => ({
  add: [{ workspace_id: Number(workspaceId), binding_type: "BINDING_TYPE_READ_WRITE" }],
});

/** What Unity Catalog decides, asked from dev's workspace, of which the identity is a member. */
export function catalogAttempts(identity: Identity, { dev, metastoreId, prod }: EstateParts): Attempt[] {
  const notOnMetastore = (privilege: string): string => `User does not have ${privilege} on Metastore '${metastoreId}'`;
  const readOnly = "Catalog 'prod' is read-only in this workspace";
  const readOnlyModel = "Routine or Model 'prod.flight_delay.flight_delay' is read-only in this workspace";
  const fromProd = { allowed: { at: "prod" } } as const;
  return [
    {
      ...change(
        "grants itself everything in prod",
        "PATCH",
        "/permissions/catalog/prod",
        readOnly,
        granted(identity, "ALL_PRIVILEGES"),
      ),
      ...fromProd,
    },
    {
      ...change(
        "grants itself MANAGE in prod",
        "PATCH",
        "/permissions/catalog/prod",
        readOnly,
        granted(identity, "MANAGE"),
      ),
      ...fromProd,
    },
    {
      ...change("owns prod's catalog", "PATCH", "/catalogs/prod", readOnly, { owner: identity.applicationId }),
      ...fromProd,
    },
    change("opens prod's catalog to every workspace", "PATCH", "/catalogs/prod", managesNot("Catalog 'prod'"), {
      isolation_mode: "OPEN",
    }),
    change(
      "binds prod's catalog to dev for writing",
      "PATCH",
      "/bindings/catalog/prod",
      managesNot("Catalog 'prod'"),
      bound(dev),
    ),
    change(
      "binds prod's catalog the older way",
      "PATCH",
      "/workspace-bindings/catalogs/prod",
      managesNot("Catalog 'prod'"),
      { assign_workspaces: [Number(dev.workspaceId)] },
    ),
    change(
      "binds prod's storage credential to dev",
      "PATCH",
      "/bindings/storage_credential/prod-storage",
      managesNot("Storage Credential 'prod-storage'"),
      bound(dev),
    ),
    change(
      "binds prod's external location to dev",
      "PATCH",
      "/bindings/external_location/prod-catalog",
      managesNot("External Location 'prod-catalog'"),
      bound(dev),
    ),
    change(
      "binds staging's catalog to dev",
      "PATCH",
      "/bindings/catalog/staging",
      managesNot("Catalog 'staging'"),
      bound(dev),
    ),
    change(
      "opens staging's catalog to every workspace",
      "PATCH",
      "/catalogs/staging",
      managesNot("Catalog 'staging'"),
      { isolation_mode: "OPEN" },
    ),
    change(
      "lets itself make catalogs",
      "PATCH",
      `/permissions/metastore/${metastoreId}`,
      managesNot(`Metastore '${metastoreId}'`),
      granted(identity, "CREATE_CATALOG"),
    ),
    change(
      "lets itself make storage credentials",
      "PATCH",
      `/permissions/metastore/${metastoreId}`,
      managesNot(`Metastore '${metastoreId}'`),
      granted(identity, "CREATE_STORAGE_CREDENTIAL"),
    ),
    change("makes a catalog in dev's storage", "POST", "/catalogs", notOnMetastore("CREATE CATALOG"), {
      name: "mine",
      storage_root: `${dev.catalogUrl}mine`,
    }),
    change(
      "makes a storage credential of prod's access connector",
      "POST",
      "/storage-credentials",
      notOnMetastore("CREATE STORAGE CREDENTIAL"),
      { name: "mine-of-prod", azure_managed_identity: { access_connector_id: prod.platform("data-lake-connector") } },
    ),
    change(
      "makes a storage credential of dev's access connector",
      "POST",
      "/storage-credentials",
      notOnMetastore("CREATE STORAGE CREDENTIAL"),
      { name: "mine-of-dev", azure_managed_identity: { access_connector_id: dev.platform("data-lake-connector") } },
    ),
    change(
      "has dev's storage credential use prod's access connector",
      "PATCH",
      "/storage-credentials/dev-storage",
      managesNot("Storage Credential 'dev-storage'"),
      { azure_managed_identity: { access_connector_id: prod.platform("data-lake-connector") } },
    ),
    change(
      "grants itself dev's storage credential",
      "PATCH",
      "/permissions/storage_credential/dev-storage",
      managesNot("Storage Credential 'dev-storage'"),
      granted(identity, "ALL_PRIVILEGES"),
    ),
    change(
      "owns dev's storage credential",
      "PATCH",
      "/storage-credentials/dev-storage",
      managesNot("Storage Credential 'dev-storage'"),
      { owner: identity.applicationId },
    ),
    change(
      "makes an external location in dev's storage",
      "POST",
      "/external-locations",
      notOnMetastore("CREATE EXTERNAL LOCATION"),
      { name: "mine", url: inContainer(dev, "mine"), credential_name: "dev-storage" },
    ),
    change(
      "makes an external location in prod's storage",
      "POST",
      "/external-locations",
      notOnMetastore("CREATE EXTERNAL LOCATION"),
      { name: "mine-of-prod", url: inContainer(prod, "mine"), credential_name: "dev-storage" },
    ),
    change(
      "moves dev's external location to prod's storage",
      "PATCH",
      "/external-locations/dev-catalog",
      managesNot("External Location 'dev-catalog'"),
      { url: inContainer(prod, "other"), force: true },
    ),
    change(
      "grants itself the files of dev's external location",
      "PATCH",
      "/permissions/external_location/dev-catalog",
      managesNot("External Location 'dev-catalog'"),
      granted(identity, "READ_FILES"),
    ),
    change(
      "opens dev's external location to every workspace",
      "PATCH",
      "/external-locations/dev-catalog",
      managesNot("External Location 'dev-catalog'"),
      { isolation_mode: "ISOLATION_MODE_OPEN" },
    ),
    change(
      "makes a schema in prod's storage",
      "POST",
      "/schemas",
      "User does not have CREATE MANAGED STORAGE on External Location 'prod-catalog'",
      { catalog_name: "dev", name: "mine", storage_root: prod.catalogUrl },
    ),
    {
      ...change("makes a schema in prod", "POST", "/schemas", readOnly, { catalog_name: "prod", name: "mine" }),
      ...fromProd,
    },
    {
      ...change(
        "moves prod's Champion",
        "PUT",
        "/models/prod.flight_delay.flight_delay/aliases/Champion",
        readOnlyModel,
        {
          version_num: 1,
        },
      ),
      ...fromProd,
    },
    {
      ...change("deletes prod's model", "DELETE", "/models/prod.flight_delay.flight_delay", readOnlyModel),
      ...fromProd,
    },
    {
      ...change(
        "deletes prod's storage credential",
        "DELETE",
        "/storage-credentials/prod-storage?force=true",
        "Storage Credential 'prod-storage' does not exist",
      ),
      // Dev is not bound to it, and so knows nothing of it.
      status: 404,
      ...fromProd,
    },
    change("takes prod's catalog from prod", "PATCH", "/bindings/catalog/prod", managesNot("Catalog 'prod'"), {
      remove: [{ workspace_id: Number(prod.workspaceId) }],
    }),
    change("gives dev a metastore", "PUT", `/workspaces/${dev.workspaceId}/metastore`, "is not an account admin", {
      metastore_id: metastoreId,
      default_catalog_name: "dev",
    }),
    change(
      "takes prod its metastore",
      "DELETE",
      `/workspaces/${prod.workspaceId}/metastore?metastore_id=${metastoreId}`,
      "is not an account admin",
    ),
    change("gives prod a metastore", "PUT", `/workspaces/${prod.workspaceId}/metastore`, "is not an account admin", {
      metastore_id: metastoreId,
      default_catalog_name: "prod",
    }),
  ];
}

/**
 * The same with every door open that prod keeps shut: its securables bound to dev for writing. What is refused now is so
 * since the identity lacks the right.
 */
export function catalogAttemptsWithoutBindings(identity: Identity, { prod }: EstateParts): Attempt[] {
  const gate = "User does not have USE CATALOG on Catalog 'prod'";
  const gateOfSchema = "User does not have USE SCHEMA on Schema 'prod.flight_delay'";
  const catalog = managesNot("Catalog 'prod'");
  const model = "prod.flight_delay.flight_delay";
  return [
    change(
      "grants itself everything in prod",
      "PATCH",
      "/permissions/catalog/prod",
      catalog,
      granted(identity, "ALL_PRIVILEGES"),
    ),
    change("grants itself MANAGE in prod", "PATCH", "/permissions/catalog/prod", catalog, granted(identity, "MANAGE")),
    change(
      "grants itself prod's schema",
      "PATCH",
      "/permissions/schema/prod.flight_delay",
      gate,
      granted(identity, "MODIFY"),
    ),
    change(
      "grants itself prod's model",
      "PATCH",
      `/permissions/function/${model}`,
      gateOfSchema,
      granted(identity, "MANAGE"),
    ),
    change(
      "grants itself prod's storage credential",
      "PATCH",
      "/permissions/storage_credential/prod-storage",
      managesNot("Storage Credential 'prod-storage'"),
      granted(identity, "READ_FILES"),
    ),
    change(
      "grants itself the files of prod's external location",
      "PATCH",
      "/permissions/external_location/prod-catalog",
      managesNot("External Location 'prod-catalog'"),
      granted(identity, "READ_FILES"),
    ),
    change("makes a schema in prod", "POST", "/schemas", gate, { catalog_name: "prod", name: "mine" }),
    change(
      "makes a volume of prod's files",
      "POST",
      "/volumes",
      "User does not have CREATE EXTERNAL VOLUME on External Location 'prod-catalog'",
      {
        catalog_name: "dev",
        schema_name: "flight_delay",
        name: "mine",
        volume_type: "EXTERNAL",
        storage_location: `${prod.catalogUrl}mine`,
      },
    ),
    change("moves prod's Champion", "PUT", `/models/${model}/aliases/Champion`, gateOfSchema, { version_num: 1 }),
    change("describes prod's model", "PATCH", `/models/${model}`, gateOfSchema, { comment: "mine" }),
    change(
      "describes prod's external location",
      "PATCH",
      "/external-locations/prod-catalog",
      managesNot("External Location 'prod-catalog'"),
      { comment: "mine" },
    ),
    change(
      "owns prod's storage credential",
      "PATCH",
      "/storage-credentials/prod-storage",
      managesNot("Storage Credential 'prod-storage'"),
      { owner: identity.applicationId },
    ),
    change("owns prod's schema", "PATCH", "/schemas/prod.flight_delay", gate, { owner: identity.applicationId }),
    change("owns prod's catalog", "PATCH", "/catalogs/prod", catalog, { owner: identity.applicationId }),
  ];
}

const inContainer = ({ catalogUrl }: EnvironmentParts, container: string): string =>
  catalogUrl.replace(/\/\/[^@]+@/, `//${container}@`);
