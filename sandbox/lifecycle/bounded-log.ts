import { closeSync, fstatSync, openSync, renameSync, writeSync } from "node:fs";

const LIMIT_BYTES = 16 * 1024 * 1024;
/** How long a line may wait for others, in milliseconds: a write for each would cost a request a twentieth of its time. */
const PATIENCE = 20;
const MOST_WAITING = 64 * 1024;

/**
 * A log file that never grows beyond a limit: a full one becomes `<file>.1`, in place of the last of that name. Lines are
 * written together, a moment after they come.
 */
export class BoundedLog {
  private descriptor: number;
  /** Of the file, with what waits. */
  private size: number;
  private waiting = "";
  private timer: NodeJS.Timeout | undefined;

  /** @param limit bytes after which a new file begins. */
  constructor(
    private readonly file: string,
    private readonly limit: number = LIMIT_BYTES,
  ) {
    this.descriptor = openSync(file, "a", 0o600);
    this.size = fstatSync(this.descriptor).size;
  }

  /** @param atOnce also what waits is in the file when this returns. Default: false. */
  readonly write = (line: string, atOnce = false): void => {
    if (this.size > this.limit) this.turnOver();
    this.waiting += `${line}\n`;
    this.size += Buffer.byteLength(line) + 1;
    if (atOnce || this.waiting.length > MOST_WAITING) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), PATIENCE).unref();
  };

  /** Writes what waits: to be called before the process ends. */
  readonly flush = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    const lines = this.waiting;
    this.waiting = "";
    try {
      if (lines !== "") writeSync(this.descriptor, lines);
    } catch {
      // The disk is full, say: requests are answered all the same, and these lines are lost.
    }
  };

  close(): void {
    this.flush();
    closeSync(this.descriptor);
  }

  private turnOver(): void {
    this.flush();
    this.size = 0;
    try {
      renameSync(this.file, `${this.file}.1`);
      const next = openSync(this.file, "a", 0o600);
      closeSync(this.descriptor);
      this.descriptor = next;
    } catch {
      // The disk is full, say: it goes on where it is.
    }
  }
}
