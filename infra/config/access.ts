import type { Settings } from "./schema/settings";

export type Stage = Settings["environment"]["stage"];

/**
 * Who holds rights in an environment. Platform admins are not among them: they own every securable and administer every
 * workspace, which says more than any privilege.
 */
export const ROLES = ["dataScientists", "mlEngineers", "runners", "deployment"] as const;

/**
 * - `dataScientists`, `mlEngineers`: the account's groups of people.
 * - `runners`: the group of the projects' run identities; each gets its own schemas' privileges from its project.
 * - `deployment`: the identity that CI deploys as.
 */
export type Role = (typeof ROLES)[number];

export type CatalogPrivilege =
  | "ALL_PRIVILEGES"
  | "APPLY_TAG"
  | "BROWSE"
  | "CREATE_FUNCTION"
  | "CREATE_MATERIALIZED_VIEW"
  | "CREATE_MODEL"
  | "CREATE_SCHEMA"
  | "CREATE_TABLE"
  | "CREATE_VOLUME"
  | "EXECUTE"
  | "MANAGE"
  | "MODIFY"
  | "READ_VOLUME"
  | "REFRESH"
  | "SELECT"
  | "USE_CATALOG"
  | "USE_SCHEMA"
  | "WRITE_VOLUME";

export type LocationPrivilege =
  | "ALL_PRIVILEGES"
  | "BROWSE"
  | "CREATE_EXTERNAL_VOLUME"
  | "MANAGE"
  | "READ_FILES"
  | "WRITE_FILES";

export type CredentialPrivilege = "ALL_PRIVILEGES" | "MANAGE";

/** What a workspace lets a principal do at all, before any object's permissions. */
export type Entitlement = "workspaceAccess" | "databricksSqlAccess" | "allowClusterCreate";

/** What a principal may start. */
export type Compute = "interactiveClusters" | "jobClusters" | "warehouse";

/** One role's rights in one environment. Absent means none. */
export interface RoleAccess {
  catalog?: readonly CatalogPrivilege[];
  /** On the location below which the catalog keeps its data. */
  catalogLocation?: readonly LocationPrivilege[];
  /** On the location of tests' temporary files, where there is one. */
  temporaryLocation?: readonly LocationPrivilege[];
  storageCredential?: readonly CredentialPrivilege[];
  /** Absent: the role's members cannot open the workspace. */
  workspace?: { permission: "USER" | "ADMIN"; entitlements: readonly Entitlement[] };
  /** Absent from production for all people: nobody runs anything there by hand. */
  compute?: readonly Compute[];
}

export type StageAccess = { readonly [role in Role]: RoleAccess };

/** See everything in the catalog, change nothing. */
const READ = [
  "USE_CATALOG",
  "USE_SCHEMA",
  "BROWSE",
  "SELECT",
  "EXECUTE",
  "READ_VOLUME",
] as const satisfies CatalogPrivilege[];

/** Work in the catalog: all but deciding who else may. */
const WORK = [
  ...READ,
  "MODIFY",
  "WRITE_VOLUME",
  "REFRESH",
  "APPLY_TAG",
  "CREATE_SCHEMA",
  "CREATE_TABLE",
  "CREATE_MATERIALIZED_VIEW",
  "CREATE_VOLUME",
  "CREATE_FUNCTION",
  "CREATE_MODEL",
] as const satisfies CatalogPrivilege[];

/** ALL_PRIVILEGES leaves MANAGE out, and without it nobody but the owner grants. */
const DEPLOY = ["ALL_PRIVILEGES", "MANAGE"] as const;

const deployment: RoleAccess = {
  catalog: DEPLOY,
  catalogLocation: DEPLOY,
  temporaryLocation: DEPLOY,
  storageCredential: DEPLOY,
  workspace: { permission: "ADMIN", entitlements: [] },
};

/** Runners pass through the catalog to the schemas that their projects grant them. */
const runners: RoleAccess = {
  catalog: ["USE_CATALOG", "BROWSE"],
  workspace: { permission: "USER", entitlements: ["workspaceAccess", "databricksSqlAccess"] },
  compute: ["jobClusters", "warehouse"],
};

const developer: RoleAccess = {
  catalog: WORK,
  workspace: { permission: "USER", entitlements: ["workspaceAccess", "databricksSqlAccess"] },
  compute: ["interactiveClusters", "jobClusters", "warehouse"],
};

/** Opens the workspace and looks: without compute, and without the SQL entitlement. */
const onlooker: RoleAccess = {
  catalog: READ,
  workspace: { permission: "USER", entitlements: ["workspaceAccess"] },
};

/** The access model: what the documentation's matrix prints and what every grant follows. */
export const ACCESS: { readonly [stage in Stage]: StageAccess } = {
  development: { dataScientists: developer, mlEngineers: developer, runners, deployment },
  staging: {
    dataScientists: onlooker,
    mlEngineers: {
      ...onlooker,
      temporaryLocation: ["BROWSE", "READ_FILES", "WRITE_FILES"],
      workspace: { permission: "USER", entitlements: ["workspaceAccess", "databricksSqlAccess"] },
      compute: ["jobClusters", "warehouse"],
    },
    runners: { ...runners, temporaryLocation: ["BROWSE", "READ_FILES", "WRITE_FILES", "CREATE_EXTERNAL_VOLUME"] },
    deployment,
  },
  production: { dataScientists: onlooker, mlEngineers: onlooker, runners, deployment },
};
