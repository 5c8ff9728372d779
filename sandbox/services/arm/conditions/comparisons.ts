import { wildcards } from "../../patterns/linear-pattern";
import { InvalidCondition } from "./invalid-condition";

type Comparison = (held: string, value: string) => boolean;

const like: Comparison = (held, value) => wildcards(value, { several: "*", single: "?" })(held);
const guids: Comparison = (held, value) => held.toLowerCase() === value.toLowerCase();

const COMPARISONS = new Map<string, Comparison>([
  ["GuidEquals", guids],
  ["StringEquals", (held, value) => held === value],
  ["StringStartsWith", (held, value) => held.startsWith(value)],
  ["StringLike", like],
]);

const QUANTIFIER = /^For(Any|All)Of(Any|All)Values:/;

/** How many of the left and of the right must compare: "Azure role assignment condition format and syntax". */
export interface Operator {
  /** Whether several values may stand on its right. */
  several: boolean;
  /** An attribute that is absent compares with nothing. */
  holds(held: string | undefined, values: readonly string[]): boolean;
}

/** @param name for example `ForAnyOfAnyValues:GuidEquals`, `StringNotLikeIgnoreCase`. */
export function operatorNamed(name: string): Operator {
  const [quantifier, , right] = QUANTIFIER.exec(name) ?? [];
  const [, type = "", not, verb = "", ignoring] =
    /^(String|Guid)(Not)?(Equals|StartsWith|Like)(IgnoreCase)?$/.exec(name.slice(quantifier?.length ?? 0)) ?? [];
  const comparison = COMPARISONS.get(`${type}${verb}`);
  if (!comparison) throw new InvalidCondition(`The operator ${name}`);
  const spelled = (text: string): string => (ignoring ? text.toLowerCase() : text);
  // An attribute here has one value, so that any and all of the left are the same.
  return {
    several: quantifier !== undefined,
    holds(held, values) {
      if (held === undefined) return false;
      const compares = (value: string): boolean => comparison(spelled(held), spelled(value)) === (not === undefined);
      return right === "All" ? values.every(compares) : values.some(compares);
    },
  };
}
