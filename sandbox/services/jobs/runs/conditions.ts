const NUMERIC: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  GREATER_THAN: (left, right) => left > right,
  GREATER_THAN_OR_EQUAL: (left, right) => left >= right,
  LESS_THAN: (left, right) => left < right,
  LESS_THAN_OR_EQUAL: (left, right) => left <= right,
};

/** Whether a condition task's comparison holds: texts are equal letter for letter, all else is compared as numbers. */
export function isMet({ left, op, right }: { left: string; op: string; right: string }): boolean {
  if (op === "EQUAL_TO") return left === right;
  if (op === "NOT_EQUAL") return left !== right;
  return NUMERIC[op]?.(Number(left), Number(right)) ?? false;
}
