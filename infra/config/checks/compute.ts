import { listed } from "../../../wording/nearest";
import type { EnvironmentSettings } from "../schema/settings";
import type { Contradiction } from "./contradiction";
import type { SoundParts } from "./sound-parts";

/** Settings that only a job cluster has. */
const OF_A_CLUSTER = ["nodeType", "workers", "maxWorkers"] as const;

/** @param environment undefined where it cannot be known: then nothing is said of its limits. */
export function computeProblems(
  { compute }: SoundParts,
  environment: EnvironmentSettings | undefined,
): Contradiction[] {
  if (!compute) return [];
  if (compute.type === "serverless") {
    return OF_A_CLUSTER.filter((key) => compute[key] !== undefined && compute[key] !== 0).map((key) => ({
      path: ["compute", key],
      message: `"${key}" is for a jobCluster, and serverless compute has none: take one of the two out`,
    }));
  }
  const found = environment ? beyondLimits(compute, environment) : [];
  if (compute.maxWorkers !== undefined && compute.maxWorkers <= compute.workers) {
    found.push({
      path: ["compute", "maxWorkers"],
      message: `"maxWorkers" must be above workers, which is ${compute.workers}`,
    });
  }
  return found;
}

function beyondLimits(
  compute: NonNullable<SoundParts["compute"]>,
  { compute: limits }: EnvironmentSettings,
): Contradiction[] {
  const found: Contradiction[] = [];
  if (compute.nodeType !== undefined && !limits.nodeTypes.includes(compute.nodeType)) {
    found.push({
      path: ["compute", "nodeType"],
      message: '"nodeType" is none that the environment allows',
      here: listed(limits.nodeTypes),
    });
  }
  for (const key of ["workers", "maxWorkers"] as const) {
    const count = compute[key];
    if (count === undefined || count <= limits.maxWorkers) continue;
    found.push({
      path: ["compute", key],
      message: `"${key}" is ${count}, more than the environment allows`,
      here: `${limits.maxWorkers}`,
    });
  }
  return found;
}
