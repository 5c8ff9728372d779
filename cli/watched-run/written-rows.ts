import { z } from "zod";
import { type DatabricksClient, DatabricksError } from "../../databricks-client";
import { CommandError } from "../command-error";
import { quotedName } from "../sql/quoted-name";
import { runStatement } from "../sql/statement";

const metricsSchema = z.record(z.string(), z.coerce.number().catch(Number.NaN)).catch({});

/** Of a table's history, so many commits are looked at. */
const COMMITS = 50;

/**
 * How many rows a table's commits since then have written, as its history counts them. Undefined where nobody can say: the
 * warehouse does not run, and it is not started for this; or the table is none of Delta's.
 * @param since Milliseconds since 1970.
 */
export async function writtenRows(
  client: DatabricksClient,
  warehouseId: string | undefined,
  table: string,
  since: number,
): Promise<number | undefined> {
  if (warehouseId === undefined) return undefined;
  const statement = `DESCRIBE HISTORY ${quotedName(table)} LIMIT ${COMMITS}`;
  const history = await runStatement(client, { statement, warehouseId }, { requested: false }).catch(nobodyCanSay);
  if (!history) return undefined;
  const column = (wanted: string): number => history.columns.findIndex(({ name: each }) => each === wanted);
  const [time, metrics] = [column("timestamp"), column("operationMetrics")];
  // A log's times have seconds where a table's have milliseconds.
  const isSince = (text: string | null | undefined): boolean => Date.parse(text ?? "") >= since - 1000;
  const commits = history.rows.filter((row) => isSince(row[time]));
  return commits.length === 0 ? undefined : commits.reduce((rows, row) => rows + rowsOf(row[metrics]), 0);
}

/** Of one commit. What a MERGE or an UPDATE puts out has rows in it that only moved to another file. */
function rowsOf(operationMetrics: string | null | undefined): number {
  const counted = metricsSchema.parse(JSON.parse(operationMetrics ?? "{}"));
  const { numOutputRows = 0, numTargetRowsInserted, numTargetRowsUpdated, numUpdatedRows } = counted;
  if (numTargetRowsInserted !== undefined) return numTargetRowsInserted + (numTargetRowsUpdated ?? 0);
  return numUpdatedRows ?? numOutputRows;
}

function nobodyCanSay(error: unknown): undefined {
  if (error instanceof CommandError || error instanceof DatabricksError) return undefined;
  throw error;
}
