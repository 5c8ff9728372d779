import { z } from "zod";
import type { ExistingObjects } from "./existing-objects";
import { lastDeployment } from "./last-deployment";
import type { Readiness } from "./readiness";

const readinessSchema = z.object({
  endpoints: z.record(
    z.string(),
    z.object({
      served: z.array(z.object({ name: z.string(), version: z.string() })),
      settings: z.string().optional(),
    }),
  ),
  monitors: z.array(z.string()),
  alerts: z.array(z.string()),
  syncedTables: z.array(z.string()),
  // Earlier versions kept no account of it.
  tableStarts: z.array(z.string()).default([]),
  snapshotTables: z.record(z.string(), z.string()),
  waiting: z.array(z.object({ what: z.string(), for: z.string(), tables: z.array(z.string()).optional() })),
});

/** A readiness as a stack's output. */
type RecordedReadiness = z.output<typeof readinessSchema>;

export const recorded = (readiness: Readiness): RecordedReadiness => ({
  endpoints: Object.fromEntries(
    [...readiness.endpoints].map(([model, { served, settings }]) => [
      model,
      { served, ...(settings !== undefined && { settings }) },
    ]),
  ),
  monitors: [...readiness.monitors],
  alerts: [...readiness.alerts],
  syncedTables: [...readiness.syncedTables],
  tableStarts: [...readiness.tableStarts],
  snapshotTables: Object.fromEntries(readiness.snapshotTables),
  waiting: readiness.waiting,
});

const lastSchema = z.object({ schema: z.string(), readiness: readinessSchema });

/**
 * What could be declared at the last deployment, for a preview by somebody who may not look: the schema that the stack made
 * is hidden from them. Undefined for everybody else, who look afresh.
 */
export async function readinessUnseen(existing: ExistingObjects): Promise<Readiness | undefined> {
  const last = await lastDeployment(lastSchema);
  if (!last || (await existing.hasSchema(last.schema))) return undefined;
  const { alerts, endpoints, monitors, snapshotTables, syncedTables, tableStarts, waiting } = last.readiness;
  return {
    endpoints: new Map(Object.entries(endpoints).map(([model, { served, settings }]) => [model, { served, settings }])),
    monitors: new Set(monitors),
    alerts: new Set(alerts),
    syncedTables: new Set(syncedTables),
    tableStarts: new Set(tableStarts),
    snapshotTables: new Map(Object.entries(snapshotTables)),
    waiting,
  };
}
