/** The bridged provider logs an error before it returns it; both arrive, and the log line carries where in its code. */
const LOGGED = /^sdk-v2\/\S+: sdk\.helper_schema: ([\s\S]*): provider=\S+$/;
const LISTED = /^1 error occurred:\s*\* /;

/** A message without the wrappings that the provider puts around it: the service's words remain. */
export function plainMessage(message: string): string {
  const text = message.trim();
  return (LOGGED.exec(text)?.[1] ?? text).replace(LISTED, "").trim();
}
