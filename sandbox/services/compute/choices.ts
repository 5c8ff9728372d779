import { invalidParameter } from "../../control-plane";
import choices from "../workspace/compute-choices.json";
import further from "../workspace/further-node-types.json";

const NODE_TYPES: ReadonlySet<string> = new Set([...choices.nodeTypes, ...further].map(({ id }) => id));
const SPARK_VERSIONS: ReadonlySet<string> = new Set(choices.sparkVersions.map(({ key }) => key));

/** @throws ApiError 400 for a machine that `clusters/list-node-types` does not have. */
export function requireNodeType(id: string): void {
  if (NODE_TYPES.has(id)) return;
  throw invalidParameter(`Node type ${id} is not supported. Supported node types: ${[...NODE_TYPES].join(", ")}`);
}

/** @throws ApiError 400 for a runtime that `clusters/spark-versions` does not have: only policies may name the newest. */
export function requireSparkVersion(version: string): void {
  if (SPARK_VERSIONS.has(version)) return;
  throw invalidParameter(`Invalid spark version ${version}.`);
}
