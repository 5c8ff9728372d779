import {
  type LoadResult,
  otherValues,
  type Path,
  type ProjectSettings,
  partsBelow,
  projectSchema,
  settingsSchema,
  valueAt,
  withValue,
} from "../../../infra/config";
import type { DeclaredStack } from "../../../infra/declaration";
import type { Place } from "../../place";
import type { Source } from "./source";

/** What the environment is for decides between things that the program says: those are what would have to change. */
const DECIDES_ONLY = "environment";

/**
 * These are part of nearly all names and ids, as the subscription is of a role's: what is wrong with those is what the
 * program makes of them. Only what is nothing else comes from here.
 */
const PARTS_OF_NAMES = ["account.id", "azure.prefix", "azure.subscriptionId", "azure.tenantId", "metastore.id"];

/** The settings of a stack's environment. */
export function environmentSource(
  stack: DeclaredStack,
  { locate, settings }: Extract<LoadResult, { ok: true }>,
): Source {
  return {
    name: "environment",
    partsBelow: (path) => partsBelow(settingsSchema, settings, path).filter((part) => part !== DECIDES_ONLY),
    declaredWithOther: (path) =>
      inTurn(otherValues(settingsSchema, settings, path), (other) =>
        stack.declaredWith({ settings: withValue(settings, path, other) }),
      ),
    mayBeWrong: (path, value) => !PARTS_OF_NAMES.includes(path.join(".")) || value === valueAt(settings, path),
    placeOf: (path) => locate(path, ""),
  };
}

/**
 * The settings of the project that a stack holds.
 * @param placeOf where a setting of these stands, or would have to.
 */
export const projectSource = (
  stack: DeclaredStack,
  project: ProjectSettings,
  placeOf: (path: Path) => Place | undefined,
): Source => ({
  name: "project",
  partsBelow: (path) => partsBelow(projectSchema, project, path),
  declaredWithOther: (path) =>
    inTurn(otherValues(projectSchema, project, path), (other) =>
      stack.declaredWith({ project: withValue(project, path, other) }),
    ),
  placeOf,
});

/** One after the other: the SDK has one stack in a process. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await run(item));
  return results;
}
