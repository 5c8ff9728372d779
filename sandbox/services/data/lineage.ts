import { Access } from "../../authority/unity-catalog/access";
import { tableRef } from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, Collection, invalidParameter, type Service, workspaceIdOf } from "../../control-plane";
import { tableDependents } from "../unity-catalog/dependents";
import { securables } from "../../authority/unity-catalog/securables";

/** What a table was written from: kept with the table that was written. */
interface Lineage {
  /** By the full name of a table that was read. */
  sources: Record<string, LineageEdge>;
}

interface LineageEdge {
  /** Milliseconds since 1970, of the last time. */
  at: number;
  workspaceId: number;
  by: string;
  jobId?: string | undefined;
  runId?: string | undefined;
}

const lineages: Collection<Lineage> = tableDependents.collection("unity-catalog.table-lineage");

/** How many tables one is known to be written from. */
const MOST = 500;

/** Records that a table was written from others. @param job the job and the run that said they did it. */
export function recordLineage(
  call: Call,
  target: { table_id: string; full_name: string },
  reads: readonly string[],
  job: { jobId?: string | undefined; runId?: string | undefined },
): void {
  const known = reads.filter((name) => name !== target.full_name && call.store.has(securables.table, name));
  if (known.length === 0) return;
  const edge = { at: call.store.now(), workspaceId: workspaceIdOf(call), by: call.principal.name, ...job };
  const before = call.store.get(lineages, target.table_id)?.sources ?? {};
  const after = { ...before, ...Object.fromEntries(known.map((name) => [name, edge])) };
  const latest = Object.entries(after).sort(([, one], [, other]) => other.at - one.at);
  call.store.put(lineages, target.table_id, { sources: Object.fromEntries(latest.slice(0, MOST)) });
}

/** What a table was written from, and what was written from it; of both what the caller may know of. */
const tableLineage: Behaviour<{ table_name?: string; include_entity_lineage?: boolean }> = (request, call) => {
  const { table_name: given, include_entity_lineage: withEntities = false } = request;
  if (!given) throw invalidParameter("table_name is required.");
  const access = Access.of(call);
  const table = access.visible(tableRef(given), "SELECT", true);
  const own = call.store.get(lineages, table.table_id)?.sources ?? {};
  const upstreams = Object.entries(own).flatMap(([name, edge]) => neighbour(call, access, name, edge, withEntities));
  const downstreams = call.store.list(lineages).flatMap(({ key, value }) => {
    const edge = value.sources[table.full_name];
    const target = edge && call.store.find(securables.table, ({ table_id: id }) => id === key);
    return target ? neighbour(call, access, target.key, edge, withEntities) : [];
  });
  return { upstreams, downstreams };
};

function neighbour(call: Call, access: Access, name: string, edge: LineageEdge, withEntities: boolean): object[] {
  const ref = tableRef(name);
  const info = access.find(ref);
  // As the service does: what may not be seen is told of, without its name.
  if (!info || !access.shown(info, ref, "SELECT", true)) return [{ tableInfo: { has_permission: false } }];
  const [catalog, schema, table] = name.split(".");
  const job = { workspace_id: edge.workspaceId, job_id: Number(edge.jobId), job_run_id: Number(edge.runId) };
  return [
    {
      tableInfo: {
        name: table,
        catalog_name: catalog,
        schema_name: schema,
        table_type: info.table_type,
        lineage_timestamp: new Date(edge.at).toISOString(),
        has_permission: true,
      },
      ...(withEntities && edge.jobId ? { jobInfos: [job] } : {}),
    },
  ];
}

export const lineageService: Service = { "catalog.TableLineage.Get": tableLineage };
