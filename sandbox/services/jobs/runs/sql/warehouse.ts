import { setTimeout as pause } from "node:timers/promises";
import type { AlertRows } from "../../../sql/alert-outcome";
import type { WorkspaceRequests } from "./workspace-requests";

/** A statement that a task has a warehouse run. */
export interface WarehouseStatement {
  text: string;
  parameters?: readonly { name: string; type?: string; value?: string }[] | undefined;
  catalog?: string | undefined;
  schema?: string | undefined;
}

interface Result {
  data_array?: (string | null)[][];
  next_chunk_internal_link?: string;
}

interface Statement {
  statement_id: string;
  status: { state: string; error?: { message?: string } };
  manifest?: { schema?: { columns?: { name: string }[] } };
  result?: Result;
}

const ASKS_EVERY = 250;
const UNDER_WAY = ["PENDING", "RUNNING"];

/** A statement that did not succeed, in the warehouse's words. */
export class StatementFailed extends Error {
  override readonly name = "StatementFailed";
}

/** A SQL warehouse, as a task's identity uses it. */
export class Warehouse {
  /** Of the statements that have run. */
  readonly statementIds: string[] = [];

  constructor(
    private readonly workspace: WorkspaceRequests,
    readonly id: string,
    private readonly stopped: AbortSignal,
  ) {}

  /** Runs a statement to its end. @throws StatementFailed, Error where the API refuses. */
  async run({ text, parameters = [], catalog, schema }: WarehouseStatement): Promise<Statement> {
    const found = await this.ended({
      warehouse_id: this.id,
      statement: text,
      wait_timeout: "0s",
      parameters,
      ...(catalog ? { catalog } : {}),
      ...(schema ? { schema } : {}),
    });
    if (found.status.state === "SUCCEEDED") return found;
    throw new StatementFailed(
      found.status.error?.message ?? `The statement ended ${found.status.state.toLowerCase()}.`,
    );
  }

  /** The same with all of its rows. */
  async rows(statement: WarehouseStatement): Promise<AlertRows> {
    const { manifest, result } = await this.run(statement);
    const rows: (string | null)[][] = [];
    for (let chunk = result; chunk; ) {
      rows.push(...(chunk.data_array ?? []));
      const next: string | undefined = chunk.next_chunk_internal_link;
      chunk = next ? await this.workspace.ask<Result>("GET", next) : undefined;
    }
    return { columns: (manifest?.schema?.columns ?? []).map(({ name }) => name), rows };
  }

  private async ended(body: object): Promise<Statement> {
    let found = await this.workspace.ask<Statement>("POST", "/api/2.0/sql/statements", body);
    this.statementIds.push(found.statement_id);
    const path = `/api/2.0/sql/statements/${found.statement_id}`;
    while (UNDER_WAY.includes(found.status.state)) {
      if (this.stopped.aborted) await this.workspace.ask("POST", `${path}/cancel`);
      await pause(ASKS_EVERY);
      found = await this.workspace.ask<Statement>("GET", path);
    }
    return found;
  }
}
