import { NAMING_INPUTS, SECURABLES, securableTypeOf } from "../../databricks/securables";
import { factsOf, objectKindOf } from "../../databricks/workspace-objects";

/** A kind of thing that is gone for good once it is deleted. */
export interface LosableKind {
  /** What people call one. */
  word: string;
  /** Inputs whose change makes another one, and deletes the one that there is. The first ones that there are make its name. */
  identity: readonly string[];
  /**
   * What is lost with it.
   * - `contents`: what it holds, or that it answers; of an empty one, the name that others know it by.
   * - `history`: its id or its address, which people and other systems hold on to, and what it did.
   */
  loses: "contents" | "history";
}

/** Workspaces' securables that hold something of a project's, or all of them. */
const HOLDING = ["catalog", "schema", "volume", "function"] as const;

/** Inputs beside the name, by token, that cannot be changed in place. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  "databricks:index/secretScope:SecretScope": ["backendType", "keyvaultMetadata"],
};

const MONITOR = "databricks:index/qualityMonitor:QualityMonitor";

/**
 * What of a workspace's objects is lost. Others nobody knows but by the stack that made them, and the next `up` would bring
 * them back as they were.
 */
const OBJECTS: Readonly<Record<string, LosableKind["loses"]>> = {
  "serving-endpoints": "contents",
  "database-instances": "contents",
  "secret-scopes": "contents",
  experiments: "contents",
  jobs: "history",
  alertsv2: "history",
  dashboards: "history",
  "sql/warehouses": "history",
  "cluster-policies": "history",
};

/** @param token of a resource. Undefined: nothing is lost with it. */
export function losableKind(token: string): LosableKind | undefined {
  const securable = securableTypeOf(token);
  if (securable) {
    if (!HOLDING.some((type) => type === securable)) return undefined;
    return { word: SECURABLES[securable].word, identity: NAMING_INPUTS, loses: "contents" };
  }
  if (token === MONITOR) return { word: "monitor of", identity: ["tableName"], loses: "history" };
  const object = objectKindOf(token);
  const loses = object && OBJECTS[object];
  if (!object || !loses) return undefined;
  const { resource, word } = factsOf(object);
  const also = ALSO[token] ?? [];
  return { word, identity: resource?.isNamed ? [resource.name, ...also] : also, loses };
}

/** What people call one of these. */
export function nameOfLosable(token: string, inputs: Readonly<Record<string, unknown>>): string {
  const object = objectKindOf(token);
  const naming = object
    ? [factsOf(object).resource?.name ?? "name"]
    : token === MONITOR
      ? ["tableName"]
      : NAMING_INPUTS;
  return naming.flatMap((input) => (typeof inputs[input] === "string" ? [inputs[input]] : [])).join(".");
}
