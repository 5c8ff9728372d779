import type { ProjectCode } from "../components/ml/project-code";
import type { ProjectFolder } from "../components/ml/project-folder";
import type { ProjectSchemas } from "../components/ml/project-schemas";
import { SnapshotTables } from "../components/ml/snapshot-tables";
import type { GrantEntry } from "../components/unity-catalog/grant-list";
import { monitoringSchemaOf, SNAPSHOT_ACCESS } from "../config";
import { declareCode } from "./project-code";
import { ProjectCommands } from "./project-commands";
import type { ProjectContext } from "./project-context";
import { declareJob } from "./project-jobs";
import type { Readiness } from "./readiness";

/** What the snapshot identity, where there is one, may do with the project's schemas: pass through those that it must. */
export function snapshotGrants({ project, snapshots }: ProjectContext): Record<"main" | "monitoring", GrantEntry[]> {
  if (!snapshots) return { main: [], monitoring: [] };
  const grants = [{ principal: snapshots.identity, privileges: [...SNAPSHOT_ACCESS.schema] }];
  const metrics = `${monitoringSchemaOf(project.schema)}.`;
  const ofMetrics = Object.keys(project.snapshots.tables).some((table) => table.startsWith(metrics));
  return { main: grants, monitoring: ofMetrics ? grants : [] };
}

/** What snapshots are taken from. */
interface Home {
  schemas: ProjectSchemas;
  folder: ProjectFolder;
  /** What the project's other jobs run. */
  code: ProjectCode;
}

/** Declares the job that takes snapshots of the tables that are there, and what its identity may read. */
export function declareSnapshots(context: ProjectContext, home: Home, { snapshotTables }: Readiness): void {
  const { environment, names, options, project, snapshots } = context;
  if (!snapshots || snapshotTables.size === 0) return;
  const { main } = home.schemas;
  const tables = new SnapshotTables(
    "snapshot-tables",
    {
      tables: [...snapshotTables.values()],
      identity: snapshots.identity,
      privileges: SNAPSHOT_ACCESS.table,
      ...(project.source.delivery === "wheel" && {
        code: { catalogName: main.catalogName, schemaName: main.name, privileges: SNAPSHOT_ACCESS.code },
      }),
    },
    options,
  );
  const code = tables.codePath ? declareCode(context, "snapshot-code", home.folder, tables.codePath) : home.code;
  const commands = new ProjectCommands(context, home.folder.experiment.name);
  const chosen = Object.entries(project.snapshots.tables).filter(([table]) => snapshotTables.has(table));
  declareJob(context, code, "snapshot", names.job("snapshot"), {
    description: `Copies tables of ${project.name} to where ${environment.catalog} may not be read.`,
    tasks: Object.fromEntries(
      snapshots.targets.map((target) => [target.environment, commands.snapshot(Object.fromEntries(chosen), target)]),
    ),
    start: { schedule: project.snapshots.schedule },
    limits: project.snapshots,
    runAs: snapshots.identity,
  });
}
