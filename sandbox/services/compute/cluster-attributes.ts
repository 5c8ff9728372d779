import { isJsonObject } from "../../catalogue/json";
import type { Json, JsonObject } from "../../control-plane";

/** A cluster that is made for a run. */
export interface NewCluster extends JsonObject {
  policy_id?: string;
  /** Takes over the policy's default values too, and not only those that it fixes. */
  apply_policy_default_values?: boolean;
  spark_version?: string;
  node_type_id?: string;
  driver_node_type_id?: string;
  instance_pool_id?: string;
  driver_instance_pool_id?: string;
  num_workers?: number;
  autoscale?: { min_workers?: number; max_workers?: number };
}

/** A cluster's single values by the paths that policies name them by. */
export type Attributes = Readonly<Record<string, Scalar>>;

type Scalar = string | number | boolean;

/** Maps, whose keys have dots of their own. */
const MAPS: ReadonlySet<string> = new Set(["spark_conf", "spark_env_vars", "custom_tags"]);
/** Members of a cluster that say which policy it has, and are no attributes of it. */
const POLICY_MEMBERS: ReadonlySet<string> = new Set(["policy_id", "apply_policy_default_values"]);

export function attributesOf(cluster: NewCluster): Attributes {
  const found: Record<string, Scalar> = {};
  for (const [name, value] of Object.entries(cluster)) if (!POLICY_MEMBERS.has(name)) add(name, value);
  return found;

  function add(path: string, value: Json | undefined): void {
    if (value === undefined || value === null) return;
    if (typeof value !== "object") found[path] = typeof value === "bigint" ? Number(value) : value;
    else for (const [name, member] of Object.entries(value)) add(`${path}.${name}`, member);
  }
}

/** The same cluster with one attribute set. */
export function withAttribute(cluster: NewCluster, path: string, value: Scalar): NewCluster {
  const [first = "", ...rest] = path.split(".");
  const keys = MAPS.has(first) ? [rest.join(".")] : rest;
  return { ...cluster, [first]: withMember(cluster[first], keys, value) };
}

function withMember(container: Json | undefined, [key, ...rest]: string[], value: Scalar): Json {
  if (key === undefined) return value;
  if (/^\d+$/.test(key)) {
    const items = Array.isArray(container) ? [...container] : [];
    items[Number(key)] = withMember(items[Number(key)], rest, value);
    return items;
  }
  const object = isJsonObject(container) ? container : {};
  return { ...object, [key]: withMember(object[key], rest, value) };
}
