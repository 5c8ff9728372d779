/** The disk has no room; it refuses the file for another reason; or the file is not as it was written. */
export type StateFileProblem = "full" | "unwritable" | "damaged";

/** The state on disk cannot be written, or read. The message names the file and says what to do. */
export class StateFileError extends Error {
  constructor(
    file: string,
    readonly problem: StateFileProblem,
    reason: string,
  ) {
    super(MESSAGES[problem](file, reason));
    this.name = "StateFileError";
  }
}

const MESSAGES: Record<StateFileProblem, (file: string, reason: string) => string> = {
  full: (file) => `The disk that holds the sandbox's state, ${file}, is full: nothing was changed. Free some space.`,
  unwritable: (file, reason) =>
    `The sandbox's state, ${file}, cannot be opened or written: ${reason}. See that it is a file of yours in a folder that ` +
    "you may write to, or go back to a snapshot (lakestage sandbox restore).",
  damaged: (file, reason) =>
    `The sandbox's state, ${file}, is damaged (${reason}). Go back to a snapshot (lakestage sandbox restore), ` +
    "or start afresh (lakestage sandbox reset).",
};

/** What a failure of SQLite says of the file; undefined for one of the caller's. */
export function stateFileProblem(error: unknown): StateFileProblem | undefined {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  if (code === "SQLITE_FULL") return "full";
  if (code === "SQLITE_NOTADB" || code.startsWith("SQLITE_CORRUPT")) return "damaged";
  // It is busy where it was emptied under the process that runs, say: nobody else waits for it.
  const refused = /^SQLITE_(IOERR|READONLY|CANTOPEN|BUSY)/.test(code) || message.startsWith(NOT_OPENED);
  return refused ? "unwritable" : undefined;
}

/** What a failure of SQLite is called where it says something of the file; any other stays as it is. */
export function stateFileError(file: string, error: unknown): unknown {
  const problem = stateFileProblem(error);
  if (!problem) return error;
  const { message } = error as Error;
  return new StateFileError(
    file,
    problem,
    message.startsWith(NOT_OPENED) ? "it is no file that can be opened" : message,
  );
}

/** How the driver's own words begin. */
const NOT_OPENED = "ConnectionFailed";
