import { platformStack } from "../infra/config";
import { resourcesOf } from "../test/harness/declared-resources";
import { Estate } from "../test/harness/estate";
import { measureThroughput, type ThroughputRun } from "./control-plane/throughput";
import { type ComparisonOptions, compareEngines, type EngineComparison } from "./engines/compare-engines";
import { type CheckpointResource, resourceSet } from "./engines/resource-set";
import { measureProgramStart, type ProgramStart } from "./program-start/program-start";

const ENVIRONMENT = "dev";
const PLATFORM = platformStack(ENVIRONMENT);

/** What is measured of one environment. */
export const ENVIRONMENT_PARTS = ["program-start", "control-plane", "engines"] as const;

export type EnvironmentPart = (typeof ENVIRONMENT_PARTS)[number];

/** Of the parts that were asked for. */
export interface EnvironmentResult {
  engines?: EngineComparison;
  throughput?: ThroughputRun[];
  programStart?: ProgramStart[];
}

/**
 * Deploys one environment with its platform, and measures the given parts of them.
 * @param options with how many seconds each server is loaded.
 */
export async function measureEnvironment(
  parts: readonly EnvironmentPart[],
  options: ComparisonOptions & { seconds: number },
): Promise<EnvironmentResult> {
  const { progress, runs } = options;
  const estate = await Estate.create();
  try {
    progress(`deploying ${ENVIRONMENT}`);
    await estate.succeed("up", PLATFORM, ENVIRONMENT);
    const deployed = resourcesOfBoth(estate.home);
    const { workspaceId, workspaceUrl } = resourceOf(deployed, "pulumi:pulumi:Stack").outputs;
    const result: EnvironmentResult = {};
    if (parts.includes("program-start")) {
      progress("program start");
      result.programStart = await measureProgramStart(estate, PLATFORM, runs);
    }
    if (parts.includes("control-plane")) {
      const workspace = {
        address: String(workspaceUrl),
        catalog: String(resourceOf(deployed, "databricks:index/catalog:Catalog").outputs.name),
        warehouseId: String(resourceOf(deployed, "databricks:index/sqlEndpoint:SqlEndpoint").id),
      };
      result.throughput = await measureThroughput(estate, workspace, options);
    }
    if (parts.includes("engines")) {
      result.engines = await compareEngines(resourceSet(deployed, String(workspaceId)), options);
    }
    return result;
  } finally {
    await estate.dispose();
  }
}

/** Of the platform and of the environment, as if they were one stack's: these wait for what the platform's own wait for. */
function resourcesOfBoth(home: string): CheckpointResource[] {
  const platform: CheckpointResource[] = resourcesOf(home, PLATFORM);
  const workspace = platform.find(({ urn }) => urn.endsWith("pulumi:providers:databricks::workspace"));
  const environment: CheckpointResource[] = resourcesOf(home, ENVIRONMENT);
  return [
    ...platform,
    ...environment.map((resource) =>
      resource.provider ? { ...resource, provider: `${workspace?.urn}::${workspace?.id}` } : resource,
    ),
  ];
}

function resourceOf(resources: readonly CheckpointResource[], type: string): CheckpointResource {
  const found = resources.find((resource) => resource.type === type);
  if (!found) throw new Error(`${ENVIRONMENT} has no ${type}`);
  return found;
}
