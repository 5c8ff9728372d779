import type { JsonObject } from "../../control-plane";
import { idOf, type Part, parentOf } from "./part";

/** One kind of part. */
export interface Kind {
  /** How operations name it: `CreateBranch`, `ListBranches`. */
  title: string;
  titles: string;
  /** How names and lists of it begin: `branches`. */
  plural: string;
  /** The member by which requests and answers carry one: `branch`. */
  member: string;
  /** What a new one has besides what was asked for, as its status tells. */
  status(part: Part): JsonObject;
  /** What is made with it, by kind: names and specs. */
  begins?(part: Part): readonly { kind: string; id: string; spec: JsonObject }[];
}

const WEEK = "604800s";
const DAY = "86400s";
const EIGHT_TERABYTES = 8 * 1024 ** 4;
const FIRST_BRANCH = "production";
const FIRST_ENDPOINT = "primary";
const LIMITS = { autoscaling_limit_min_cu: 1, autoscaling_limit_max_cu: 1, suspend_timeout_duration: DAY };

const at = (milliseconds: number): string => new Date(milliseconds).toISOString();

export const KINDS: Readonly<Record<string, Kind>> = {
  projects: {
    title: "Project",
    titles: "Projects",
    plural: "projects",
    member: "project",
    status: ({ name, owner, spec: { default_endpoint_settings: settings, ...spec } }) => ({
      pg_version: 17,
      history_retention_duration: WEEK,
      enable_pg_native_login: false,
      default_branch: `${name}/branches/${FIRST_BRANCH}`,
      ...spec,
      default_endpoint_settings: { ...LIMITS, ...(settings as JsonObject | undefined) },
      project_id: idOf(name),
      owner,
      branch_logical_size_limit_bytes: EIGHT_TERABYTES,
      synthetic_storage_size_bytes: 0,
    }),
    begins: () => [{ kind: "branches", id: FIRST_BRANCH, spec: { no_expiry: true } }],
  },
  branches: {
    title: "Branch",
    titles: "Branches",
    plural: "branches",
    member: "branch",
    status: ({ name, spec, implicit, createdAt }) => ({
      branch_id: idOf(name),
      current_state: "READY",
      state_change_time: at(createdAt),
      default: implicit === true,
      is_protected: spec.is_protected === true,
      logical_size_bytes: 0,
      ...(implicit ? {} : { source_branch: spec.source_branch ?? `${parentOf(name)}/branches/${FIRST_BRANCH}` }),
      ...(spec.expire_time ? { expire_time: spec.expire_time } : {}),
    }),
    begins: () => [{ kind: "endpoints", id: FIRST_ENDPOINT, spec: { endpoint_type: "ENDPOINT_TYPE_READ_WRITE" } }],
  },
  endpoints: {
    title: "Endpoint",
    titles: "Endpoints",
    plural: "endpoints",
    member: "endpoint",
    status: ({ name, uid, spec: { no_suspension: _, ...spec } }) => ({
      ...LIMITS,
      settings: {},
      group: { min: 1, max: 1 },
      disabled: false,
      ...spec,
      endpoint_id: idOf(name),
      current_state: "ACTIVE",
      hosts: { host: `${uid}.database.azuredatabricks.net` },
    }),
  },
  roles: {
    title: "Role",
    titles: "Roles",
    plural: "roles",
    member: "role",
    status: ({ name, spec }) => ({ postgres_role: idOf(name), ...spec, role_id: idOf(name) }),
  },
  databases: {
    title: "Database",
    titles: "Databases",
    plural: "databases",
    member: "database",
    status: ({ name, spec }) => ({ postgres_database: idOf(name), ...spec, database_id: idOf(name) }),
  },
};
