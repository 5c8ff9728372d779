import { FULL_PRIVILEGES, type PrivilegeOn } from "../../databricks/privileges";
import type { LevelOn, ObjectKind } from "../../databricks/workspace-objects";
import type { Settings } from "./schema/settings";
import { rights } from "./written-rights";

export type Stage = Settings["environment"]["stage"];

/**
 * Who holds rights in an environment. Platform admins are not among them: they own every securable and administer every
 * workspace, which is the same in all of them (`ADMIN_ACCESS` is what else they need).
 */
export const ROLES = ["dataScientists", "mlEngineers", "runners", "deployment"] as const;

/**
 * - `dataScientists`, `mlEngineers`: the account's groups of people.
 * - `runners`: the group of the projects' run identities; each gets its own schemas' privileges from its project.
 * - `deployment`: the identity that CI deploys as.
 */
export type Role = (typeof ROLES)[number];

/** What people call whoever has a role. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  dataScientists: "data scientists",
  mlEngineers: "ML engineers",
  runners: "run identities",
  deployment: "pipeline",
};

/** What a workspace lets a principal do at all, before any object's permissions. */
export type Entitlement = "workspaceAccess" | "databricksSqlAccess" | "allowClusterCreate";

/** What a principal may start. */
export type Compute = "interactiveClusters" | "jobClusters" | "warehouse";

/** What a project has in a workspace that people and identities are given levels on. */
export const PROJECT_OBJECTS = [
  "jobs",
  "serving-endpoints",
  /** The experiment that runs are logged to. */
  "experiments",
  /** The project's folder; whoever reads it finds the other objects. */
  "directories",
  "repos",
  "sql/queries",
  "alertsv2",
  "dashboards",
  "database-instances",
] as const satisfies ObjectKind[];

export type ProjectObject = (typeof PROJECT_OBJECTS)[number];

/** Levels on what a project has in a workspace, by kind of object. Absent means none. */
export type ProjectObjectLevels = { [kind in ProjectObject]?: Exclude<LevelOn<kind>, "IS_OWNER"> };

/** One role's rights in one environment. Absent means none. */
export interface RoleAccess {
  catalog?: readonly PrivilegeOn<"catalog">[];
  /** On the location below which the catalog keeps its data. */
  catalogLocation?: readonly PrivilegeOn<"external_location">[];
  /** On the location of tests' temporary files, where there is one. */
  temporaryLocation?: readonly PrivilegeOn<"external_location">[];
  storageCredential?: readonly PrivilegeOn<"storage_credential">[];
  /** Absent: the role's members cannot open the workspace. */
  workspace?: { permission: "USER" | "ADMIN"; entitlements: readonly Entitlement[] };
  /** Absent from production for all people: nobody runs anything there by hand. */
  compute?: readonly Compute[];
  /** On the environment's secret scope, from which jobs read credentials. */
  secrets?: LevelOn<"secret-scopes">;
  /** On every project's objects. */
  projects?: ProjectObjectLevels;
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
] as const satisfies PrivilegeOn<"catalog">[];

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
] as const satisfies PrivilegeOn<"catalog">[];

/** ALL_PRIVILEGES leaves MANAGE out, and without it nobody but the owner grants. */
const DEPLOY = FULL_PRIVILEGES;

/** Of what a catalog stands on, and of everything outside the environment, it has nothing. */
const deployment: RoleAccess = rights({
  catalog: DEPLOY,
  workspace: { permission: "ADMIN", entitlements: [] },
});

/** Runners pass through the catalog to the schemas that their projects grant them. */
const runners: RoleAccess = rights({
  catalog: ["USE_CATALOG", "BROWSE"],
  workspace: { permission: "USER", entitlements: ["workspaceAccess", "databricksSqlAccess"] },
  compute: ["jobClusters", "warehouse"],
  secrets: "READ",
});

const developer: RoleAccess = rights({
  catalog: WORK,
  workspace: { permission: "USER", entitlements: ["workspaceAccess", "databricksSqlAccess"] },
  compute: ["interactiveClusters", "jobClusters", "warehouse"],
  projects: {
    jobs: "CAN_MANAGE_RUN",
    "serving-endpoints": "CAN_QUERY",
    experiments: "CAN_EDIT",
    directories: "CAN_RUN",
    repos: "CAN_RUN",
    "sql/queries": "CAN_RUN",
    alertsv2: "CAN_RUN",
    dashboards: "CAN_RUN",
    "database-instances": "CAN_USE",
  },
});

/** Sees all that a project has, and starts, edits, deletes and queries none of it. */
const LOOK = rights({
  jobs: "CAN_VIEW",
  "serving-endpoints": "CAN_VIEW",
  experiments: "CAN_READ",
  directories: "CAN_READ",
  repos: "CAN_READ",
  "sql/queries": "CAN_READ",
  alertsv2: "CAN_READ",
  dashboards: "CAN_READ",
} as const satisfies ProjectObjectLevels);

/** Opens the workspace and looks: without compute, and without the SQL entitlement. */
const onlooker: RoleAccess = rights({
  catalog: READ,
  workspace: { permission: "USER", entitlements: ["workspaceAccess"] },
  projects: LOOK,
});

/** The access model: what the documentation's matrix prints and what every grant follows. */
export const ACCESS: { readonly [stage in Stage]: StageAccess } = rights({
  development: { dataScientists: developer, mlEngineers: developer, runners, deployment },
  staging: {
    dataScientists: onlooker,
    mlEngineers: rights({
      ...onlooker,
      temporaryLocation: ["BROWSE", "READ_FILES", "WRITE_FILES"],
      workspace: { permission: "USER", entitlements: ["workspaceAccess", "databricksSqlAccess"] },
      compute: ["jobClusters", "warehouse"],
      projects: { ...LOOK, jobs: "CAN_MANAGE_RUN" },
    }),
    runners: rights({
      ...runners,
      temporaryLocation: ["BROWSE", "READ_FILES", "WRITE_FILES", "CREATE_EXTERNAL_VOLUME"],
    }),
    deployment,
  },
  production: { dataScientists: onlooker, mlEngineers: onlooker, runners, deployment },
});

/**
 * What platform admins are granted besides, in every environment. Whoever owns a catalog manages all that lies in it, but
 * uses nothing that others made there: an admin who deploys reads the tables that monitors look at.
 */
export const ADMIN_ACCESS: RoleAccess = rights({
  catalog: ["ALL_PRIVILEGES"],
  // Theirs as owners; said, so that whatever else is granted there is taken away.
  catalogLocation: ["ALL_PRIVILEGES"],
  temporaryLocation: ["ALL_PRIVILEGES"],
  storageCredential: ["ALL_PRIVILEGES"],
  // Whoever of them made the scope has it in person; the others, as long as they administer the workspace.
  secrets: "MANAGE",
});

/**
 * What the identity may do that pull requests are previewed as, the same in every environment. A preview asks what schemas
 * there are; what lies in them it has from the stack's last deployment: whoever opens a pull request runs code as it.
 */
export const PREVIEW_ACCESS: RoleAccess = rights({
  catalog: ["USE_CATALOG"],
  workspace: { permission: "USER", entitlements: ["workspaceAccess"] },
});

/** What a project's own run identity may do with what is the project's, the same in every environment. */
export interface RunnerAccess {
  /** On the project's schema, and on that of its monitors' metrics. */
  schema: readonly PrivilegeOn<"schema">[];
  /** On each of its registered models: it adds versions and moves aliases. */
  model: readonly PrivilegeOn<"function">[];
  objects: ProjectObjectLevels;
}

export const RUNNER_ACCESS: RunnerAccess = rights({
  // A model of its own is what the integration test makes, and removes.
  schema: ["USE_SCHEMA", "SELECT", "MODIFY", "CREATE_TABLE", "CREATE_MODEL", "EXECUTE", "READ_VOLUME", "WRITE_VOLUME"],
  model: ["EXECUTE", "APPLY_TAG", "CREATE_MODEL_VERSION", "MANAGE"],
  objects: {
    // The deployment task moves served versions.
    "serving-endpoints": "CAN_MANAGE",
    experiments: "CAN_EDIT",
    directories: "CAN_READ",
    repos: "CAN_READ",
    "database-instances": "CAN_USE",
  },
});

/**
 * What the identities may do that copy tables of an environment into others, where its `unityCatalog.prodAccess` is
 * `snapshot`: one for each project, all in one group of the environment.
 */
export interface SnapshotAccess {
  /** Their group's rights in the environment that they read. */
  source: RoleAccess;
  /** Their group's privileges on the catalog of an environment that they write to. */
  targetCatalog: readonly PrivilegeOn<"catalog">[];
  /** Each on its project's schema, and on that of the metrics. */
  schema: readonly PrivilegeOn<"schema">[];
  /** Each on the tables that its project names. */
  table: readonly PrivilegeOn<"table">[];
  /** Each on the volume that holds the wheel, where code comes as one. */
  code: readonly PrivilegeOn<"volume">[];
  /** Each on the schema of its snapshots, in the other environment. Whoever makes a table owns it, and may replace it. */
  targetSchema: readonly PrivilegeOn<"schema">[];
  /** Each on its project's objects. */
  objects: ProjectObjectLevels;
}

export const SNAPSHOT_ACCESS: SnapshotAccess = rights({
  source: rights({
    catalog: ["USE_CATALOG"],
    workspace: { permission: "USER", entitlements: ["workspaceAccess"] },
    compute: ["jobClusters"],
  }),
  targetCatalog: ["USE_CATALOG"],
  schema: ["USE_SCHEMA"],
  table: ["SELECT"],
  code: ["READ_VOLUME"],
  targetSchema: ["USE_SCHEMA", "CREATE_TABLE", "MODIFY"],
  objects: { repos: "CAN_READ" },
});
