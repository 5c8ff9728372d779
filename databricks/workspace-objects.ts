import type { PermissionsArgs } from "@pulumi/databricks";

/** What is known of a kind of thing in a workspace that has a list of who may do what with it. */
interface ObjectFacts {
  /** What people call one. */
  word: string;
  /** Levels from the weakest on; each includes those before it. */
  levels: readonly string[];
  /** Properties of `databricks.Permissions` that name one. */
  namedBy: readonly (keyof PermissionsArgs)[];
  /** How a resource declares one. Absent: no estate declares any. */
  resource?: {
    token: string;
    /** The input that people know it by. */
    name: string;
    /** The input that says in which directory of the workspace's tree it is, or which one it is. */
    directory?: string;
    /** The resource's id is the name; else the service makes one up. */
    isNamed?: true;
  };
  /** How a workspace lists them. Absent: it does not, or only what lies in a directory. */
  list?: ObjectList;
  /** Something that computes, or bounds what does. */
  computes?: true;
  /** Something in the workspace's tree, which takes over what is given on the directories around it. */
  isInTree?: true;
}

/** How a workspace lists objects of a kind, and what an item of the list says. */
export interface ObjectList {
  path: string;
  /** Member of the answer that holds the list. */
  member: string;
  /** Members of an item, the inner ones after a dot. The permissions API addresses an object by its id. */
  id: string;
  name: string;
  /** So that there are few pages. */
  query?: Readonly<Record<string, string>>;
  /** Parameter that leaves the objects of a name, or below a path. */
  narrowedBy?: string;
}

const TREE = { levels: ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"], isInTree: true } as const;

/** Every kind that an estate or a rule knows, by its name in the paths of the permissions API. */
export const WORKSPACE_OBJECTS = {
  "sql/warehouses": {
    word: "SQL warehouse",
    levels: ["CAN_VIEW", "CAN_USE", "CAN_MONITOR", "CAN_MANAGE", "IS_OWNER"],
    namedBy: ["sqlEndpointId"],
    resource: { token: "databricks:index/sqlEndpoint:SqlEndpoint", name: "name" },
    list: { path: "/api/2.0/sql/warehouses", member: "warehouses", id: "id", name: "name" },
    computes: true,
  },
  "cluster-policies": {
    word: "cluster policy",
    levels: ["CAN_USE"],
    namedBy: ["clusterPolicyId"],
    resource: { token: "databricks:index/clusterPolicy:ClusterPolicy", name: "name" },
    list: { path: "/api/2.0/policies/clusters/list", member: "policies", id: "policy_id", name: "name" },
    computes: true,
  },
  /** Has access lists of its own, which the permissions API does not know. */
  "secret-scopes": {
    word: "secret scope",
    levels: ["READ", "WRITE", "MANAGE"],
    namedBy: [],
    resource: { token: "databricks:index/secretScope:SecretScope", name: "name", isNamed: true },
    list: { path: "/api/2.0/secrets/scopes/list", member: "scopes", id: "name", name: "name" },
  },
  directories: {
    ...TREE,
    word: "folder",
    namedBy: ["directoryId", "directoryPath"],
    resource: { token: "databricks:index/directory:Directory", name: "path", directory: "path" },
  },
  repos: {
    ...TREE,
    word: "Git folder",
    namedBy: ["repoId", "repoPath"],
    resource: { token: "databricks:index/repo:Repo", name: "path", directory: "path" },
    list: { path: "/api/2.0/repos", member: "repos", id: "id", name: "path", narrowedBy: "path_prefix" },
  },
  experiments: {
    word: "experiment",
    levels: ["CAN_READ", "CAN_EDIT", "CAN_MANAGE"],
    namedBy: ["experimentId"],
    resource: { token: "databricks:index/mlflowExperiment:MlflowExperiment", name: "name", directory: "name" },
    list: {
      path: "/api/2.0/mlflow/experiments/list",
      member: "experiments",
      id: "experiment_id",
      name: "name",
      query: { max_results: "1000" },
    },
    isInTree: true,
  },
  jobs: {
    word: "job",
    levels: ["CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER"],
    namedBy: ["jobId"],
    resource: { token: "databricks:index/job:Job", name: "name" },
    list: {
      path: "/api/2.2/jobs/list",
      member: "jobs",
      id: "job_id",
      name: "settings.name",
      query: { limit: "100" },
      narrowedBy: "name",
    },
  },
  "serving-endpoints": {
    word: "serving endpoint",
    levels: ["CAN_VIEW", "CAN_QUERY", "CAN_MANAGE"],
    namedBy: ["servingEndpointId"],
    resource: { token: "databricks:index/modelServing:ModelServing", name: "name", isNamed: true },
    list: { path: "/api/2.0/serving-endpoints", member: "endpoints", id: "id", name: "name" },
  },
  "database-instances": {
    word: "online store",
    levels: ["CAN_USE", "CAN_MANAGE"],
    namedBy: ["databaseInstanceName"],
    resource: { token: "databricks:index/databaseInstance:DatabaseInstance", name: "name", isNamed: true },
    list: { path: "/api/2.0/database/instances", member: "database_instances", id: "name", name: "name" },
  },
  "sql/queries": {
    ...TREE,
    word: "query",
    namedBy: ["sqlQueryId"],
    resource: { token: "databricks:index/query:Query", name: "displayName", directory: "parentPath" },
    list: {
      path: "/api/2.0/sql/queries",
      member: "results",
      id: "id",
      name: "display_name",
      query: { page_size: "100" },
    },
  },
  alertsv2: {
    ...TREE,
    word: "alert",
    namedBy: ["alertV2Id"],
    resource: { token: "databricks:index/alertV2:AlertV2", name: "displayName", directory: "parentPath" },
    list: { path: "/api/2.0/alerts", member: "alerts", id: "id", name: "display_name", query: { page_size: "100" } },
  },
  dashboards: {
    ...TREE,
    word: "dashboard",
    namedBy: ["dashboardId"],
    resource: { token: "databricks:index/dashboard:Dashboard", name: "displayName", directory: "parentPath" },
    list: { path: "/api/2.0/lakeview/dashboards", member: "dashboards", id: "dashboard_id", name: "display_name" },
  },
  /** Roles on the identity itself, which the account keeps: whoever uses it makes jobs run as it. */
  "service-principals": {
    word: "service principal",
    levels: ["roles/servicePrincipal.user", "roles/servicePrincipal.manager"],
    namedBy: [],
  },
  clusters: {
    word: "cluster",
    levels: ["CAN_ATTACH_TO", "CAN_RESTART", "CAN_MANAGE"],
    namedBy: ["clusterId"],
    computes: true,
  },
  "instance-pools": {
    word: "instance pool",
    levels: ["CAN_ATTACH_TO", "CAN_MANAGE"],
    namedBy: ["instancePoolId"],
    computes: true,
  },
  "sql/alerts": { ...TREE, word: "legacy alert", namedBy: ["sqlAlertId"] },
  "sql/dashboards": { ...TREE, word: "legacy dashboard", namedBy: ["sqlDashboardId"] },
} as const satisfies Readonly<Record<string, ObjectFacts>>;

export type ObjectKind = keyof typeof WORKSPACE_OBJECTS;

/** The levels that there are on objects of a kind. */
export type LevelOn<Kind extends ObjectKind> = (typeof WORKSPACE_OBJECTS)[Kind]["levels"][number];

export const OBJECT_KINDS = Object.keys(WORKSPACE_OBJECTS) as ObjectKind[];

export const factsOf = (kind: ObjectKind): ObjectFacts => WORKSPACE_OBJECTS[kind];

/** What a resource of this token makes. */
export const objectKindOf = (token: string): ObjectKind | undefined =>
  OBJECT_KINDS.find((kind) => factsOf(kind).resource?.token === token);

/**
 * Of which kind the object is that a list of permissions is about: which property names it is known before its id is.
 * @param permissions properties of `databricks.Permissions`.
 */
export const kindNamedIn = (permissions: object): ObjectKind | undefined =>
  OBJECT_KINDS.find((kind) => factsOf(kind).namedBy.some((property) => property in permissions));

/** Levels that can be asked for: owning is nothing that can be done, beside managing. */
export const levelsOf = (kind: ObjectKind): readonly string[] =>
  factsOf(kind).levels.filter((level) => level !== "IS_OWNER");

/** Whether workspace admins hold the strongest level without being on the list. Nobody acts as an identity that way. */
export const isAdministered = (kind: ObjectKind): boolean => kind !== "service-principals";

/** Whether `held` gives `wanted`. A role on a service principal gives itself only. A level of no such kind gives nothing. */
export function includesLevel(kind: ObjectKind, held: string, wanted: string): boolean {
  if (kind === "service-principals") return held === wanted;
  const { levels } = factsOf(kind);
  const rank = levels.indexOf(held);
  return rank >= 0 && rank >= levels.indexOf(wanted);
}

/** A member of a list's item, which a list names as its id or name. */
export const memberOf = (item: Readonly<Record<string, unknown>>, path: string): unknown =>
  path
    .split(".")
    .reduce((found: unknown, name) => (found instanceof Object ? Reflect.get(found, name) : undefined), item);
