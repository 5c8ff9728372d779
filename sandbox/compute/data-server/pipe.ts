import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";

/** For whom the data server asks: a token, and the workspace that it was sent to. */
export interface Caller {
  workspace: string;
  token: string;
}

/** Who asks: by their own right, or through views, outermost first, by the right of the owner of the last. */
export interface Asker extends Caller {
  through?: readonly string[] | undefined;
}

/** Answers what the data server asks for somebody. What it throws as a `Refusal` goes back as that. */
export type Governor = (question: string, asker: Asker, request: Record<string, unknown>) => Promise<object>;

/** What the governor refuses. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "Refusal";
  }
}

const messageSchema = z.union([
  z.object({
    ask: z.int(),
    question: z.string(),
    workspace: z.string(),
    token: z.string(),
    request: z.record(z.string(), z.unknown()),
    through: z.array(z.string()).optional(),
  }),
  z.object({ ready: z.int() }),
  z.object({ taken: z.string() }),
  z.object({ executed: z.string() }).loose(),
]);

/** The data server's standard input and output: a line of JSON for each message, in both directions. */
export class Pipe {
  /** What hears how a statement ended, by its id. */
  private readonly executing = new Map<string, (outcome: object) => void>();
  /** Statements that have arrived, and not ended: of any other, nothing has been done. */
  private readonly taken = new Set<string>();

  /** @param onReady told of the port at which the data server listens. */
  constructor(
    private readonly to: Writable,
    from: Readable,
    private readonly govern: Governor,
    private readonly onReady: (port: number) => void,
  ) {
    // A process that has ended reads nothing: its end is told by its exit.
    to.on("error", () => {});
    createInterface({ input: from }).on("line", (line) => void this.hear(line));
  }

  /** The data server ends when this is closed. */
  close(): void {
    this.to.end();
  }

  /** Runs a statement: settled when it has ended, one way or the other. */
  execute(id: string, statement: object): Promise<object> {
    return new Promise((resolve) => {
      this.executing.set(id, resolve);
      this.tell({ execute: id, ...statement });
    });
  }

  hasTaken(id: string): boolean {
    return this.taken.has(id);
  }

  /** Stops a statement: it ends as a failure. */
  cancel(id: string): void {
    this.tell({ cancel: id });
  }

  /** What was answered before may no longer hold. */
  tellOfChange(): void {
    this.tell({ changed: true });
  }

  private async hear(line: string): Promise<void> {
    const message = messageSchema.parse(JSON.parse(line));
    if ("executed" in message) {
      this.taken.delete(message.executed);
      this.executing.get(message.executed)?.(message);
      this.executing.delete(message.executed);
      return;
    }
    if ("taken" in message) {
      this.taken.add(message.taken);
      return;
    }
    if ("ready" in message) return this.onReady(message.ready);
    this.tell({ answer: message.ask, ...(await this.answer(message)) });
  }

  private async answer(asked: Asker & { question: string; request: Record<string, unknown> }): Promise<object> {
    try {
      return { body: await this.govern(asked.question, asked, asked.request) };
    } catch (error) {
      if (error instanceof Refusal) return { error: { error_code: error.code, message: error.message } };
      const message = error instanceof Error ? error.message : String(error);
      return { error: { error_code: "INTERNAL_ERROR", message } };
    }
  }

  private tell(message: object): void {
    this.to.write(`${JSON.stringify(message)}\n`);
  }
}
