import { createHash } from "node:crypto";
import { currentDay } from "../../policies/exemptions";
import { codeIdentity } from "./code-identity";

/** Variables that what is declared may depend on, or how Node works; a test holds that no others are read. */
const VARIABLES = /^(LAKESTAGE|PULUMI|NODE|LOG|LC)_|^(LANG|TZ)$/;

export const isCircumstance = (variable: string): boolean => VARIABLES.test(variable);

/**
 * A digest of all that a result depends on beside the settings' files: the code, Node, the environment, and the day, on
 * which it depends whether a schedule ever fires, and the month that a budget begins with.
 */
export function circumstances(environment: NodeJS.ProcessEnv, code: string = codeIdentity()): string {
  const variables = Object.entries(environment).filter(([name]) => isCircumstance(name));
  const all = [code, process.versions, process.platform, process.arch, currentDay(), variables.sort()];
  return createHash("sha256").update(JSON.stringify(all)).digest("base64url");
}
