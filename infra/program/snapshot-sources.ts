import { z } from "zod";
import { outputsOf } from "./other-stacks";
import type { Waiting } from "./readiness";

/** An environment of whose tables this one gets snapshots, as its stack reports it. */
export interface SnapshotSource {
  environment: string;
  /** The workspace that snapshots are written from. */
  workspaceId: string;
  /** Name of the group of those who write them. */
  group: string;
}

const sourceSchema = z.object({ workspaceId: z.string(), snapshotsGroup: z.object({ name: z.string() }) });

/** Those of the environments that are deployed; what the others' snapshots need waits for them. */
export async function readSnapshotSources(
  environments: readonly string[],
): Promise<{ sources: SnapshotSource[]; waiting: Waiting[] }> {
  const sources: SnapshotSource[] = [];
  const waiting: Waiting[] = [];
  for (const environment of environments) {
    const { data } = sourceSchema.safeParse(await outputsOf(environment, Object.keys(sourceSchema.shape)));
    if (data) sources.push({ environment, workspaceId: data.workspaceId, group: data.snapshotsGroup.name });
    else waiting.push({ what: `writing of snapshots of ${environment}`, for: `stack ${environment}` });
  }
  return { sources, waiting };
}

const identitySchema = z.object({ snapshotIdentity: z.string() });

/** Application id of whoever writes snapshots of a project's tables in an environment; none before it is deployed there. */
export async function readSnapshotIdentity(environment: string, project: string): Promise<string | undefined> {
  const outputs = await outputsOf(`${environment}.${project}`, Object.keys(identitySchema.shape));
  return identitySchema.safeParse(outputs).data?.snapshotIdentity;
}
