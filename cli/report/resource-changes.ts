import { type PropertyChange, SECRET, UNKNOWN } from "../engine/property-changes";
import type { ResourceChange } from "../engine/stack-progress";

const SIGNS: Record<string, string> = { create: "+", update: "~", replace: "±", delete: "-" };

/** So many properties of a resource are shown; with `--json`, all are. */
const SHOWN_PROPERTIES = 12;

/** A line holds both values up to this width; beyond it, each has a line. */
const WIDTH = 80;

/** One line a resource, and below it one for each property that differs: what it was, and what it becomes. */
export function describeResourceChanges(changes: ResourceChange[]): string {
  return changes
    .flatMap(({ operation, properties, resource }) => {
      const line = `  ${SIGNS[operation] ?? operation} ${resource}`;
      if (operation === "create" || operation === "delete") return [line];
      const more = properties.length - SHOWN_PROPERTIES;
      return [
        line,
        ...properties.slice(0, SHOWN_PROPERTIES).flatMap(describeProperty),
        ...(more > 0 ? [`      and ${more} more properties: --json shows them`] : []),
      ];
    })
    .join("\n");
}

function describeProperty(change: PropertyChange): string[] {
  const { property, replaces } = change;
  const name = `      ${property}${replaces ? " (makes it anew)" : ""}`;
  if (!("old" in change) && !("new" in change)) return [name];
  const [from, to] = shortened(textOf(change.old), textOf(change.new));
  if (from === to) return [`${name}: ${from}, changed`];
  const line = `${name}: ${from} → ${to}`;
  return line.length <= WIDTH ? [line] : [`${name}:`, `          ${from}`, `        → ${to}`];
}

const textOf = (value: unknown): string => {
  if (value === undefined) return "none";
  return value === SECRET || value === UNKNOWN ? value : JSON.stringify(value);
};

/** Of a long value, what lies around the place where two begin to differ. */
const LONGEST = 66;
const BEFORE = 16;

function shortened(...values: [string, string]): [string, string] {
  const [one, other] = values;
  let same = 0;
  while (same < Math.min(one.length, other.length) && one[same] === other[same]) same++;
  const cut = (value: string): string => {
    if (value.length <= LONGEST) return value;
    const begin = Math.max(0, Math.min(same - BEFORE, value.length - LONGEST));
    const end = begin + LONGEST - 2;
    return `${begin > 0 ? "…" : ""}${value.slice(begin, end)}${end < value.length ? "…" : ""}`;
  };
  return [cut(one), cut(other)];
}
