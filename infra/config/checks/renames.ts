import type { Contradiction } from "./contradiction";
import type { SoundParts } from "./sound-parts";

/** Two things can neither be one that was deployed, nor can one have been called as another is called now. */
export const renameProblems = ({ alerts, jobs, models, monitors }: SoundParts): Contradiction[] =>
  Object.entries({ alerts, jobs, models, monitors }).flatMap(([section, entries]) =>
    problemsIn(entries).map(({ message, name }) => ({ path: [section, name, "previously"], message })),
  );

function problemsIn(entries: Record<string, { previously?: string | undefined }>): { name: string; message: string }[] {
  const taken = new Map<string, string>();
  return Object.entries(entries).flatMap(([name, { previously }]) => {
    if (previously === undefined) return [];
    if (previously === name) return [{ name, message: "is what it is called now: leave previously out" }];
    if (Object.hasOwn(entries, previously)) return [{ name, message: `"${previously}" is there under that name` }];
    const other = taken.get(previously);
    if (other !== undefined) return [{ name, message: `"${previously}" is what "${other}" was called` }];
    taken.set(previously, name);
    return [];
  });
}
