import { SnapshotSchema } from "../components/ml/snapshot-schema";
import { SNAPSHOT_ACCESS, snapshotSchemaOf } from "../config";
import type { ProjectContext } from "./project-context";
import type { Waiting } from "./readiness";
import { readSnapshotIdentity } from "./snapshot-sources";

/**
 * Declares where snapshots of the project's tables in other environments go.
 * @returns what waits for the project to be deployed there.
 */
export async function declareReceivedSnapshots(
  { environment, options, project }: ProjectContext,
  sources: readonly string[],
): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const source of sources) {
    const schemaName = snapshotSchemaOf(project.schema, source);
    const identity = await readSnapshotIdentity(source, project.name);
    if (identity === undefined) {
      waiting.push({ what: `schema ${schemaName}`, for: `stack ${source}.${project.name}` });
      continue;
    }
    new SnapshotSchema(
      `snapshots-of-${source}`,
      {
        catalogName: environment.catalog,
        schemaName,
        source,
        project: project.name,
        identity,
        privileges: SNAPSHOT_ACCESS.targetSchema,
      },
      options,
    );
  }
  return waiting;
}
