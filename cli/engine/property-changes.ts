import type { Step } from "./engine-event";

/** One property that differs, with its values where they may be shown. */
export interface PropertyChange {
  /** In Pulumi's notation: `sku.name`, `tags["cost.centre"]`. */
  property: string;
  /** Absent where it had none. */
  old?: unknown;
  /** Absent where it has none any more. */
  new?: unknown;
  /** Whether this change makes another resource in the place of the one that there is. */
  replaces?: true;
}

/** Stands for a value that is a secret, as in the engine's own words. */
export const SECRET = "[secret]";

/** Stands for a value that nobody knows before it is deployed. */
export const UNKNOWN = "[known after it is deployed]";

type Path = readonly string[];

/**
 * The properties that a step changes, member by member. What the engine calls a secret is masked on both sides, as is all
 * that contains it.
 */
export function propertyChanges({ detailedDiff, diffs, new: after, old: before }: Step): PropertyChange[] {
  const detailed = Object.entries(detailedDiff ?? {});
  const found =
    detailed.length > 0
      ? detailed.map(([property, { diffKind, inputDiff }]) => ({ property, diffKind, inputDiff }))
      : (diffs ?? []).map((property) => ({ property, diffKind: "", inputDiff: true }));
  return found.flatMap(({ property, diffKind, inputDiff }) => {
    const path = pathOf(property);
    // As the engine itself looks values up, and elsewhere where there is nothing to be seen.
    const sides = inputDiff ? (["inputs", "outputs"] as const) : (["outputs", "inputs"] as const);
    const olds = sides.map((side) => valueAt(before?.[side], path));
    const news = [after?.inputs, after?.outputs].map((values) => valueAt(values, path));
    const replaces: Pick<PropertyChange, "replaces"> = diffKind.endsWith("-replace") ? { replaces: true } : {};
    if ([...olds, ...news].some((value) => holdsSecret(value))) {
      return { property, old: SECRET, new: SECRET, ...replaces };
    }
    const old = diffKind.startsWith("add") ? undefined : olds.find((value) => value !== undefined);
    const next = diffKind.startsWith("delete") ? undefined : news.find((value) => value !== undefined);
    const isSeen = !isNothing(old) || !isNothing(next) || (old ?? next) === undefined;
    if (!isSeen && !replaces.replaces) return [];
    const members = differences(property, old, next);
    // A value that is no input, or that a provider reads otherwise than it shows it.
    return (members.length > 0 ? members : [{ property }]).map((member) => ({ ...member, ...replaces }));
  });
}

const differences = (property: string, old: unknown, next: unknown): PropertyChange[] => {
  if (JSON.stringify(old) === JSON.stringify(next) || (isNothing(old) && isNothing(next))) return [];
  const [one, other] = [membersOf(old), membersOf(next)];
  if (!one || !other || Array.isArray(one) !== Array.isArray(other)) {
    return [
      {
        property,
        ...(old !== undefined && { old: shown(old) }),
        ...(next !== undefined && { new: shown(next) }),
      },
    ];
  }
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => !key.startsWith("__"));
  return keys.flatMap((key) =>
    differences(`${property}${step(key, Array.isArray(one))}`, Reflect.get(one, key), Reflect.get(other, key)),
  );
};

/** No service tells what is absent from what is empty. */
const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (value instanceof Object && kindOf(value) === undefined && Object.keys(value).every((key) => key.startsWith("__")));

/** Members to compare one by one: of objects, of lists, and of text that is JSON, as definitions of policies are. */
function membersOf(value: unknown): object | undefined {
  if (typeof value === "string" && /^\s*[{[]/.test(value)) {
    try {
      return membersOf(JSON.parse(value));
    } catch {
      return undefined;
    }
  }
  return value instanceof Object && kindOf(value) === undefined ? value : undefined;
}

const step = (key: string, isIndex: boolean): string => {
  if (isIndex) return `[${key}]`;
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
};

function pathOf(property: string): Path {
  const parts = property.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g);
  return [...parts].map(([, quoted, index, name]) =>
    quoted === undefined ? (index ?? name ?? "") : (JSON.parse(`"${quoted}"`) as string),
  );
}

/** What lies in a secret is one. */
const valueAt = (values: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => {
    if (kindOf(value) === "secret") return value;
    return value instanceof Object ? Reflect.get(value, key) : undefined;
  }, values ?? undefined);

/** How the engine marks what is no plain value, and which marks it has. */
const MARK = "4dabf18193072939515e22adb298388d";
const SECRET_MARK = "1b47061264138c4ac30d75fd1eb44270";

/** What the engine writes in the place of a value that is not known yet. */
const UNKNOWN_MARK = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function kindOf(value: unknown): "secret" | "marked" | undefined {
  if (!(value instanceof Object)) return undefined;
  const mark: unknown = Reflect.get(value, MARK);
  if (mark === undefined) return undefined;
  return mark === SECRET_MARK ? "secret" : "marked";
}

const holdsSecret = (value: unknown): boolean =>
  kindOf(value) === "secret" || (value instanceof Object && Object.values(value).some(holdsSecret));

/** A value as people read it: a file is known by its hash. */
function shown(value: unknown): unknown {
  if (value === UNKNOWN_MARK) return UNKNOWN;
  if (Array.isArray(value)) return value.map(shown);
  if (!(value instanceof Object)) return value;
  const hash: unknown = kindOf(value) === undefined ? undefined : Reflect.get(value, "hash");
  if (typeof hash === "string") return `file ${hash.slice(0, 12)}`;
  const members = Object.entries(value).filter(([key]) => !key.startsWith("__") && key !== MARK);
  return Object.fromEntries(members.map(([key, member]) => [key, shown(member)]));
}
