import { z } from "zod";
import type { DatabricksClient, Values } from "../../databricks-client";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { type Interruption, pauseUnless } from "../interruption";

const STATEMENTS = "/api/2.0/sql/statements";

/** So long the service holds its first answer: most statements end within it. The least that it takes. */
const FIRST_ANSWER = "5s";

/** Between looks at one that takes longer, in milliseconds. */
const PAUSE = 500;

const columnSchema = z.object({ name: z.string(), type_text: z.string().default("") });

const chunkSchema = z.object({
  data_array: z.array(z.array(z.string().nullable())).nullish(),
  next_chunk_index: z.number().nullish(),
});

const answerSchema = z.object({
  statement_id: z.string(),
  status: z.object({ state: z.string(), error: z.object({ message: z.string().default("") }).nullish() }),
  manifest: z
    .object({
      schema: z.object({ columns: z.array(columnSchema).nullish() }).nullish(),
      truncated: z.boolean().nullish(),
    })
    .nullish(),
  result: chunkSchema.nullish(),
});

type Answer = z.infer<typeof answerSchema>;

/** What a statement came to. */
export interface StatementResult {
  columns: { name: string; type: string }[];
  /** Values as text; null for NULL. */
  rows: (string | null)[][];
  /** Whether there are more rows than were asked for. */
  truncated: boolean;
}

export interface StatementRequest {
  statement: string;
  warehouseId: string;
  /** In which names without one are looked up. */
  catalog?: string | undefined;
  schema?: string | undefined;
  /** Default: all rows that an answer holds. */
  rowLimit?: number | undefined;
  /** By name, without the colon. */
  parameters?: Readonly<Record<string, string>>;
}

/**
 * Runs a statement on a warehouse to its end, and reads all that it gives.
 * @param interruption cancels it there.
 * @throws CommandError with the service's words where it fails, and where it is cancelled. DatabricksError.
 */
export async function runStatement(
  client: DatabricksClient,
  request: StatementRequest,
  interruption: Pick<Interruption, "requested">,
): Promise<StatementResult> {
  let answer = answerSchema.parse(await client.change("POST", STATEMENTS, bodyOf(request)));
  while (["PENDING", "RUNNING"].includes(answer.status.state)) {
    await pauseUnless(interruption, PAUSE);
    if (interruption.requested) {
      await client.change("POST", `${STATEMENTS}/${answer.statement_id}/cancel`, {});
      throw new CommandError("The statement was cancelled.", ExitCode.interrupted);
    }
    answer = answerSchema.parse(await client.get(`${STATEMENTS}/${answer.statement_id}`));
  }
  requireSucceeded(answer);
  return {
    columns: (answer.manifest?.schema?.columns ?? []).map(({ name, type_text: type }) => ({ name, type })),
    rows: await rowsOf(client, answer),
    truncated: answer.manifest?.truncated === true,
  };
}

function bodyOf({ catalog, parameters = {}, rowLimit, schema, statement, warehouseId }: StatementRequest): Values {
  return {
    statement,
    warehouse_id: warehouseId,
    wait_timeout: FIRST_ANSWER,
    on_wait_timeout: "CONTINUE",
    disposition: "INLINE",
    format: "JSON_ARRAY",
    ...(catalog !== undefined && { catalog }),
    ...(schema !== undefined && { schema }),
    ...(rowLimit !== undefined && { row_limit: rowLimit }),
    ...(Object.keys(parameters).length > 0 && {
      parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
    }),
  };
}

function requireSucceeded({ status: { error, state } }: Answer): void {
  if (state === "SUCCEEDED") return;
  const ended = state === "FAILED" ? "failed" : state === "CANCELED" ? "was cancelled" : `ended as ${state}`;
  const why = error?.message ? `: ${error.message}` : ".";
  throw new CommandError(`The statement ${ended}${why}`, ExitCode.notDone);
}

async function rowsOf(client: DatabricksClient, { result, statement_id: id }: Answer): Promise<(string | null)[][]> {
  const rows: (string | null)[][] = [];
  let chunk = result;
  while (chunk) {
    for (const row of chunk.data_array ?? []) rows.push(row);
    const next = chunk.next_chunk_index;
    if (next === undefined || next === null) break;
    chunk = chunkSchema.parse(await client.get(`${STATEMENTS}/${id}/result/chunks/${next}`));
  }
  return rows;
}
