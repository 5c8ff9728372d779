import { noSuchEnvironment, PLATFORM, type StackContent } from "../config";

/** What a stack's name says that the stack holds. */
export type StackName = { environment: string } & StackContent;

export type StackNameResult = { ok: true; stack: StackName } | { ok: false; message: string };

/** `prod` is an environment, `prod.platform` what it stands on, `prod.flight-delay` a project in it; anything else fits nothing. */
export function parseStackName(name: string, environments: readonly string[]): StackNameResult {
  const [environment = "", ...rest] = name.split(".");
  if (!environments.includes(environment)) {
    return { ok: false, message: `stack "${name}": ${noSuchEnvironment(environment, environments).message}` };
  }
  if (rest.length === 0) return { ok: true, stack: { kind: "environment", environment } };
  const project = rest.join(".");
  if (project === PLATFORM) return { ok: true, stack: { kind: "platform", environment } };
  if (!/^[a-z][a-z0-9-]*$/.test(project)) {
    return {
      ok: false,
      message: `stack "${name}": "${project}" is no project's name: lower-case letters, digits and dashes, such as ${environment}.flight-delay`,
    };
  }
  return { ok: true, stack: { kind: "project", environment, project } };
}
