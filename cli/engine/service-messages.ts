/** A message of the engine, a provider or the program. */
export interface Diagnostic {
  severity: "error" | "warning";
  /** The resource that it is about; absent where it is about the whole stack. */
  resource?: string;
  message: string;
}

/** The bridged provider logs an error before it returns it; both arrive, and the log line carries where in its code. */
const LOGGED = /^sdk-v2\/\S+: sdk\.helper_schema: ([\s\S]*): provider=\S+$/;
const LISTED = /^1 error occurred:\s*\* /;

/** A message without the wrappings that the provider puts around it: the service's words remain. */
export function plainMessage(message: string): string {
  const text = message.trim();
  return (LOGGED.exec(text)?.[1] ?? text).replace(LISTED, "").trim();
}

/** How services and networks word what passes by itself. */
const PASSES =
  /temporarily unavailable|service unavailable|internal (server )?error|too many requests|rate limit|try again|timed? ?out|deadline exceeded|connection (reset|refused)|broken pipe|\bEOF\b/i;

/** Whether everything that failed may succeed when it is simply done again. */
export function mayPass(diagnostics: readonly Diagnostic[]): boolean {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return errors.length > 0 && errors.every(({ message }) => PASSES.test(message));
}
