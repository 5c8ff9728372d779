import { z } from "zod";
import type { NeighbourNetwork } from "../components/azure/storage-doors";
import { platformStack } from "../config";
import { outputsOf } from "./other-stacks";
import type { Waiting } from "./readiness";

/** An environment of whose tables this one gets snapshots, as its platform's stack reports it. */
export interface SnapshotSource {
  environment: string;
  /** The workspace that snapshots are written from. */
  workspaceId: string;
  /** Name of the group of those who write them. */
  group: string;
  /** Application ids of those who write them, by project. */
  writers: Record<string, string>;
  /** Where in its network private endpoints go, where it has any. */
  network?: NeighbourNetwork | undefined;
  /** Id of the network connectivity configuration of its serverless compute. */
  serverlessNetworkId: string;
}

const sourceSchema = z.object({
  workspaceId: z.string(),
  snapshotsGroup: z.object({ name: z.string() }),
  projects: z.record(z.string(), z.object({ snapshots: z.string().optional() })),
  endpointSubnetId: z.string(),
  serverlessNetworkId: z.string(),
  storageZones: z.object({ blob: z.string(), dfs: z.string() }).optional(),
});

/** Those of the environments that are deployed; what the others' snapshots need waits for them. */
export async function readSnapshotSources(
  environments: readonly string[],
): Promise<{ sources: SnapshotSource[]; waiting: Waiting[] }> {
  const sources: SnapshotSource[] = [];
  const waiting: Waiting[] = [];
  for (const environment of environments) {
    const stack = platformStack(environment);
    const { data } = sourceSchema.safeParse(await outputsOf(stack, Object.keys(sourceSchema.shape)));
    if (data) sources.push({ environment, ...ofSource(data) });
    else waiting.push({ what: `writing of snapshots of ${environment}`, for: `stack ${stack}` });
  }
  return { sources, waiting };
}

const ofSource = ({
  endpointSubnetId,
  projects,
  serverlessNetworkId,
  snapshotsGroup,
  storageZones,
  workspaceId,
}: z.output<typeof sourceSchema>) => ({
  workspaceId,
  serverlessNetworkId,
  ...(storageZones && { network: { endpointSubnetId, storageZones } }),
  group: snapshotsGroup.name,
  writers: Object.fromEntries(
    Object.entries(projects).flatMap(([project, { snapshots }]) => (snapshots ? [[project, snapshots]] : [])),
  ),
});
