import type { Diagnostic } from "./stack-progress";

/** How services and networks word what passes by itself. */
const PASSES =
  /temporarily unavailable|service unavailable|internal (server )?error|too many requests|rate limit|try again|timed? ?out|deadline exceeded|connection (reset|refused)|broken pipe|\bEOF\b/i;

/** Whether everything that failed may succeed when it is simply done again. */
export function mayPass(diagnostics: readonly Diagnostic[]): boolean {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return errors.length > 0 && errors.every(({ message }) => PASSES.test(message));
}
