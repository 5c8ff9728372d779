import type { Terminal } from "../terminal";
import { formatDuration } from "./duration";

/** After so many milliseconds without a word it is said where things are: somewhat less than what is promised. */
export const SILENCE = 8500;

/** Does what says nothing itself, and says now and then what that is and how long it takes. */
export async function duringLongStep<Result>(
  terminal: Pick<Terminal, "note">,
  doing: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const began = Date.now();
  const timer = setInterval(() => terminal.note(`${doing}: ${formatDuration(Date.now() - began)} so far`), SILENCE);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
