import { allRules } from "./rule-index";

let judged: ReadonlySet<string> | undefined;

/** Tokens of the resource types that some rule looks at, as the rules themselves say it. */
export function judgedTypes(): ReadonlySet<string> {
  judged ??= new Set(allRules().flatMap((rule): readonly string[] => rule.types));
  return judged;
}
