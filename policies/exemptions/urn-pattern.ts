/**
 * Whether a pattern fits a whole URN. `*` stands for any characters, none and `::` among them; `?` for exactly one; every
 * other character for itself, in its letter case.
 */
export function fitsUrn(pattern: string, urn: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern.length === urn.length && standsAt(pattern, urn, 0);
  const last = rest.pop() ?? "";
  const end = urn.length - last.length;
  if (first.length > end || !standsAt(first, urn, 0) || !standsAt(last, urn, end)) return false;
  // Between two stars the first place that fits is as good as any later one, so nothing is ever tried twice.
  let from = first.length;
  for (const part of rest) {
    while (from + part.length <= end && !standsAt(part, urn, from)) from++;
    if (from + part.length > end) return false;
    from += part.length;
  }
  return true;
}

const standsAt = (part: string, urn: string, from: number): boolean =>
  [...part].every((character, index) => character === "?" || character === urn[from + index]);

/** Whether a pattern may fit URNs of a stack. */
export function mayFitStack(pattern: string, stack: string): boolean {
  // A star may stand for the end of the stack's name and what follows it.
  const [beginning = ""] = pattern.split(/(?<=\*)|::/);
  return fitsUrn(beginning, `urn:pulumi:${stack}`);
}
