import { isRecord, type Path, valueAt, WRITTEN_RIGHTS, withOtherRight, withValue } from "../../../infra/config";
import type { DeclaredStack } from "../../../infra/declaration";
import type { Place } from "../../place";
import { placeOfRights } from "./program-places";
import type { Source } from "./source";

/** The access model: each of its parts by its place among those that are written, and what is said in it. */
export const rightsSource = (stack: DeclaredStack): Source => ({
  name: "rights",
  partsBelow: ([part, ...path]) => {
    if (part === undefined) return [...WRITTEN_RIGHTS.keys()];
    const value = valueAt(WRITTEN_RIGHTS[Number(part)]?.rights, path);
    // What is written elsewhere is found there.
    return isRecord(value) ? Object.keys(value).filter((key) => !isWritten(value[key])) : [];
  },
  declaredWithOther: async ([part, ...path]) => {
    const rights = WRITTEN_RIGHTS[Number(part)]?.rights;
    if (!rights) return [];
    const [key, ...rest] = path;
    if (key !== undefined) return [await declaredWithOther(stack, rights, String(key), rest)];
    // Of a whole part, whatever is in it.
    return [await withAllOther(stack, rights, Object.keys(rights))];
  },
  placeOf: ([part, ...path]) => placeOf(Number(part), path),
});

const isWritten = (value: unknown): boolean => WRITTEN_RIGHTS.some(({ rights }) => rights === value);

const declaredWithOther = (stack: DeclaredStack, rights: object, key: string, rest: Path) => {
  const value: unknown = Reflect.get(rights, key);
  const other = withValue(value, rest, otherRights(valueAt(value, rest)));
  return withOtherRight(rights, key, other, () => stack.declaredWith({}));
};

function withAllOther(
  stack: DeclaredStack,
  rights: object,
  [key, ...others]: readonly string[],
): ReturnType<DeclaredStack["declaredWith"]> {
  if (key === undefined) return stack.declaredWith({});
  return withOtherRight(rights, key, otherRights(Reflect.get(rights, key)), () => withAllOther(stack, rights, others));
}

/** Whatever follows from the rights is something else with these. */
function otherRights(rights: unknown): unknown {
  if (typeof rights === "string") return `OTHER_THAN_${rights}`;
  if (Array.isArray(rights)) return [...rights.map(otherRights), "OTHER"];
  if (!isRecord(rights)) return rights;
  return Object.fromEntries(Object.entries(rights).map(([key, value]) => [key, otherRights(value)]));
}

function placeOf(part: number, path: Path): Place | undefined {
  const written = WRITTEN_RIGHTS[part];
  if (!written) return undefined;
  const found = placeOfRights(written.writtenAt, path.map(String));
  if (found?.isSaid) return found.place;
  // It was taken over from a part that says it.
  const value = valueAt(written.rights, path.slice(0, 1));
  const origin = WRITTEN_RIGHTS.slice(0, part).findIndex(({ rights }) => valueAt(rights, path.slice(0, 1)) === value);
  return origin < 0 || typeof value !== "object" ? found?.place : placeOf(origin, path);
}
