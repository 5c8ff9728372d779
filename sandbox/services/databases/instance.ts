import type { ObjectRef } from "../../authority/objects/access-lists";
import { type Call, notFound, WorkspaceObjects } from "../../control-plane";

export interface CustomTag {
  key?: string;
  value?: string;
}

/** Another instance, and from when on it is shared. */
export interface InstanceReference {
  name?: string;
  uid?: string;
  branch_time?: string;
  lsn?: string;
}

/** What an update may change; what is absent has its default. */
export interface InstanceSettings {
  /** `CU_1`, `CU_2`, `CU_4` or `CU_8`. */
  capacity?: string;
  custom_tags?: CustomTag[];
  enable_pg_native_login?: boolean;
  enable_readable_secondaries?: boolean;
  /** The primary and its secondaries. */
  node_count?: number;
  retention_window_in_days?: number;
  stopped?: boolean;
  usage_policy_id?: string;
}

/** A managed Postgres: an online store is one, too. */
export interface DatabaseInstance {
  name: string;
  uid: string;
  settings: InstanceSettings;
  /** The instance that this one is a branch of. */
  parent?: InstanceReference;
  creator: string;
  /** Milliseconds since 1970, as are the other times. */
  createdAt: number;
  /** When it was last told to start or change, which takes a moment. */
  changedAt: number;
  changing: "STARTING" | "UPDATING";
}

/** By name. */
export const databaseInstances = new WorkspaceObjects<DatabaseInstance>("databases.instance", (name) =>
  notFound(`Database instance '${name}' does not exist.`),
);

export const instanceRef = (name: string): ObjectRef => ({ type: "database-instances", id: name });

export const DEFAULTS = {
  capacity: "CU_2",
  enable_pg_native_login: false,
  enable_readable_secondaries: false,
  node_count: 1,
  retention_window_in_days: 7,
  stopped: false,
} as const satisfies InstanceSettings;

/** How long an instance takes to start or change, in milliseconds: long enough to be seen, short enough to wait for. */
const TRANSITION = 1000;

export function stateAt({ settings, changing, changedAt }: DatabaseInstance, now: number): string {
  if (settings.stopped) return "STOPPED";
  return now - changedAt < TRANSITION ? changing : "AVAILABLE";
}

/** The branches of an instance. */
export function childrenOf(call: Call, { uid }: DatabaseInstance): DatabaseInstance[] {
  return databaseInstances.all(call).filter(({ parent }) => parent?.uid === uid);
}
