/** How much a principal may do with an object of a workspace; the permissions API's words. */
export type PermissionLevel =
  | "CAN_ATTACH_TO"
  | "CAN_EDIT"
  | "CAN_MANAGE"
  | "CAN_MANAGE_PRODUCTION_VERSIONS"
  | "CAN_MANAGE_RUN"
  | "CAN_MANAGE_STAGING_VERSIONS"
  | "CAN_MONITOR"
  | "CAN_QUERY"
  | "CAN_READ"
  | "CAN_RESTART"
  | "CAN_RUN"
  | "CAN_USE"
  | "CAN_VIEW"
  | "IS_OWNER";

/** A kind of object that has an access control list. */
export interface ObjectType {
  /** `object_type` of the permissions API's answers. */
  name: string;
  /** Levels from the weakest on: each includes those before it. */
  levels: readonly [PermissionLevel, ...PermissionLevel[]];
  /** What whoever makes an object is given; absent where only admins make them. */
  creator?: PermissionLevel;
  /** What messages call an object whose list must name its owner. Of other owned objects the owner stays unless another is named. */
  namesItsOwner?: string;
  /** Objects of the workspace's tree take over what was given on the directories around them. */
  inTree?: true;
  /** The catalogue's service with permission operations of its own for this kind, and how these name the object's id. */
  operations?: { service: string; id: string };
}

const FILE_LEVELS = ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"] as const;
const USE_OR_MANAGE = ["CAN_USE", "CAN_MANAGE"] as const;

/** Every kind, under the name that addresses it: `/api/2.0/permissions/<this>/<object's id>`. */
export const OBJECT_TYPES = {
  "cluster-policies": {
    name: "cluster-policy",
    levels: ["CAN_USE"],
    operations: { service: "compute.ClusterPolicies", id: "cluster_policy_id" },
  },
  "instance-pools": {
    name: "instance-pool",
    levels: ["CAN_ATTACH_TO", "CAN_MANAGE"],
    creator: "CAN_MANAGE",
    operations: { service: "compute.InstancePools", id: "instance_pool_id" },
  },
  clusters: {
    name: "cluster",
    levels: ["CAN_ATTACH_TO", "CAN_RESTART", "CAN_MANAGE"],
    creator: "CAN_MANAGE",
    operations: { service: "compute.Clusters", id: "cluster_id" },
  },
  "sql/warehouses": {
    name: "warehouses",
    levels: ["CAN_VIEW", "CAN_USE", "CAN_MONITOR", "CAN_MANAGE", "IS_OWNER"],
    creator: "IS_OWNER",
    operations: { service: "sql.Warehouses", id: "warehouse_id" },
  },
  jobs: {
    name: "job",
    levels: ["CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER"],
    creator: "IS_OWNER",
    namesItsOwner: "job",
    operations: { service: "jobs.Jobs", id: "job_id" },
  },
  pipelines: {
    name: "pipelines",
    levels: ["CAN_VIEW", "CAN_RUN", "CAN_MANAGE", "IS_OWNER"],
    creator: "IS_OWNER",
    namesItsOwner: "pipeline",
    operations: { service: "pipelines.Pipelines", id: "pipeline_id" },
  },
  "serving-endpoints": {
    name: "serving-endpoint",
    levels: ["CAN_VIEW", "CAN_QUERY", "CAN_MANAGE"],
    creator: "CAN_MANAGE",
    operations: { service: "serving.ServingEndpoints", id: "serving_endpoint_id" },
  },
  "database-instances": { name: "database-instances", levels: USE_OR_MANAGE, creator: "CAN_MANAGE" },
  "database-projects": { name: "database-projects", levels: USE_OR_MANAGE, creator: "CAN_MANAGE" },
  "vector-search-endpoints": {
    name: "vector-search-endpoints",
    levels: USE_OR_MANAGE,
    creator: "CAN_MANAGE",
    operations: { service: "vectorsearch.VectorSearchEndpoints", id: "endpoint_id" },
  },
  authorization: { name: "tokens", levels: USE_OR_MANAGE },
  apps: {
    name: "apps",
    levels: USE_OR_MANAGE,
    creator: "CAN_MANAGE",
    operations: { service: "apps.Apps", id: "app_name" },
  },
  "registered-models": {
    name: "registered-model",
    levels: ["CAN_READ", "CAN_EDIT", "CAN_MANAGE_STAGING_VERSIONS", "CAN_MANAGE_PRODUCTION_VERSIONS", "CAN_MANAGE"],
    creator: "CAN_MANAGE",
    operations: { service: "ml.ModelRegistry", id: "registered_model_id" },
  },
  experiments: {
    name: "mlflowExperiment",
    levels: ["CAN_READ", "CAN_EDIT", "CAN_MANAGE"],
    creator: "CAN_MANAGE",
    inTree: true,
    operations: { service: "ml.Experiments", id: "experiment_id" },
  },
  directories: { name: "directory", levels: FILE_LEVELS, creator: "CAN_MANAGE", inTree: true },
  notebooks: { name: "notebook", levels: FILE_LEVELS, creator: "CAN_MANAGE", inTree: true },
  files: { name: "file", levels: FILE_LEVELS, creator: "CAN_MANAGE", inTree: true },
  repos: {
    name: "repo",
    levels: FILE_LEVELS,
    creator: "CAN_MANAGE",
    inTree: true,
    operations: { service: "workspace.Repos", id: "repo_id" },
  },
  dashboards: { name: "dashboard", levels: FILE_LEVELS, creator: "CAN_MANAGE", inTree: true },
  "sql/queries": { name: "query", levels: FILE_LEVELS, creator: "CAN_MANAGE", inTree: true },
  "sql/alerts": { name: "alert", levels: FILE_LEVELS, creator: "CAN_MANAGE", inTree: true },
  genie: { name: "genie", levels: FILE_LEVELS, creator: "CAN_MANAGE" },
  alertsv2: { name: "alertv2", levels: FILE_LEVELS, creator: "CAN_MANAGE", inTree: true },
} as const satisfies Record<string, ObjectType>;

export type ObjectTypePath = keyof typeof OBJECT_TYPES;

/** What the permissions API says about each level. */
export const LEVEL_DESCRIPTIONS: Readonly<Record<PermissionLevel, string>> = {
  CAN_ATTACH_TO: "Can attach to the object",
  CAN_EDIT: "Can edit the object",
  CAN_MANAGE: "Can manage the object and who may use it",
  CAN_MANAGE_PRODUCTION_VERSIONS: "Can manage the model's production versions",
  CAN_MANAGE_RUN: "Can run the object, and cancel its runs",
  CAN_MANAGE_STAGING_VERSIONS: "Can manage the model's staging versions",
  CAN_MONITOR: "Can use the object, and see everybody's queries",
  CAN_QUERY: "Can query the object",
  CAN_READ: "Can view the object",
  CAN_RESTART: "Can start, restart and stop the object",
  CAN_RUN: "Can view and run the object",
  CAN_USE: "Can use the object",
  CAN_VIEW: "Can view the object's details",
  IS_OWNER: "Owns the object",
};

export function objectType(path: ObjectTypePath): ObjectType {
  return OBJECT_TYPES[path];
}

/** The path of a kind as the permissions API was called with it; the API knows SQL warehouses by two. */
export function objectTypePath(requested: string): ObjectTypePath | undefined {
  const path = requested === "warehouses" ? "sql/warehouses" : requested;
  return Object.hasOwn(OBJECT_TYPES, path) ? (path as ObjectTypePath) : undefined;
}

/** What every workspace admin may do with objects of this kind: all but own them. */
export function adminLevel({ levels }: ObjectType): PermissionLevel {
  return levels.includes("CAN_MANAGE") ? "CAN_MANAGE" : levels[0];
}

/** Whether `held` includes `wanted`. A level that objects of this kind do not have gives nothing. */
export function includesLevel({ levels }: ObjectType, held: PermissionLevel, wanted: PermissionLevel): boolean {
  const rank = levels.indexOf(held);
  return rank >= 0 && rank >= levels.indexOf(wanted);
}
