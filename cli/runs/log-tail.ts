import { shownLine } from "../report/shown-line";

/** So much of what was read last must be found again for new text to be known as its continuation. */
const OVERLAP = 500;

/**
 * Tells the new lines of a log that is read again and again, as a whole or as far as it is kept: the service gives a log's
 * end, and never where it was read to.
 */
export class LogTail {
  private before = "";
  /** What follows the last whole line. */
  private rest = "";

  /** Lines that are whole since the last time. @param ended whether nothing more comes: what is begun is a line, too. */
  take(log: string, ended = false): string[] {
    const fresh = this.since(log);
    this.before = log;
    const lines = `${this.rest}${fresh}`.split("\n");
    this.rest = lines.pop() ?? "";
    if (ended && this.rest !== "") {
      lines.push(this.rest);
      this.rest = "";
    }
    return lines.map(shownLine);
  }

  private since(log: string): string {
    if (log.startsWith(this.before)) return log.slice(this.before.length);
    const known = this.before.slice(-OVERLAP);
    const at = log.lastIndexOf(known);
    return at === -1 ? log : log.slice(at + known.length);
  }
}
