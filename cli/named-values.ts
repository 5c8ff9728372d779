import { CommandError } from "./command-error";
import { ExitCode } from "./exit-code";

/** Values by their names. @param given `name=value` each. @throws CommandError for what is none, or is given twice. */
export function namedValues(option: string, given: readonly string[]): Record<string, string> {
  const values = new Map<string, string>();
  for (const text of given) {
    const at = text.indexOf("=");
    if (at < 1) throw new CommandError(`${option} takes name=value, and not "${text}".`, ExitCode.mistake);
    const name = text.slice(0, at);
    if (values.has(name)) throw new CommandError(`${option} gives "${name}" twice.`, ExitCode.mistake);
    values.set(name, text.slice(at + 1));
  }
  return Object.fromEntries(values);
}
