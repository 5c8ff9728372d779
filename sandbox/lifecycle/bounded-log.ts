import { closeSync, fstatSync, openSync, renameSync, writeSync } from "node:fs";

const LIMIT_BYTES = 16 * 1024 * 1024;

/** A log file that never grows beyond a limit: a full one becomes `<file>.1`, in place of the last of that name. */
export class BoundedLog {
  private descriptor: number;
  private size: number;

  /** @param limit bytes after which a new file begins. */
  constructor(
    private readonly file: string,
    private readonly limit: number = LIMIT_BYTES,
  ) {
    this.descriptor = openSync(file, "a", 0o600);
    this.size = fstatSync(this.descriptor).size;
  }

  readonly write = (line: string): void => {
    if (this.size > this.limit) this.turnOver();
    this.size += writeSync(this.descriptor, `${line}\n`);
  };

  close(): void {
    closeSync(this.descriptor);
  }

  private turnOver(): void {
    closeSync(this.descriptor);
    renameSync(this.file, `${this.file}.1`);
    this.descriptor = openSync(this.file, "a", 0o600);
    this.size = 0;
  }
}
