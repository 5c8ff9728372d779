import { SnapshotSchema } from "../components/ml/snapshot-schema";
import { platformStack, SNAPSHOT_ACCESS, snapshotSchemaOf } from "../config";
import type { ProjectContext } from "./project-context";
import type { Waiting } from "./readiness";

/**
 * Declares where snapshots of the project's tables in other environments go.
 * @returns what waits for the platforms to know of them.
 */
export function declareReceivedSnapshots(
  { environment, options, project, settings }: ProjectContext,
  sources: readonly string[],
): Waiting[] {
  const waiting: Waiting[] = [];
  for (const source of sources) {
    const schemaName = snapshotSchemaOf(project.schema, source);
    const identity = environment.snapshotWriters?.[source]?.[project.name];
    if (identity === undefined) {
      waiting.push({
        what: `schema ${schemaName}`,
        for: `stacks ${platformStack(source)} and ${platformStack(settings.name)}`,
      });
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
