import { actionTexts, nameOf, wordOf } from "../evaluation/words";
import type { MatrixChange } from "../matrix/matrix-changes";
import { mergedSubjects, subjectOf } from "./subjects";

/** What a change adds and takes away: one line for all things of a kind about which the same is said. */
export interface ChangeLine {
  environment: string;
  principal: string;
  /** `schema prod.delay and 2 more`. */
  subject: string;
  added: string;
  removed: string;
}

/** Changes as people read them, with no more than so many names in a line. */
export function changeLines(changes: readonly MatrixChange[], names = 2): ChangeLine[] {
  const lines = changes.map(({ added, environment, principal, removed, target }) => ({
    environment,
    principal,
    kind: wordOf(target),
    names: [nameOf(target)],
    added: actionTexts(added),
    removed: actionTexts(removed),
  }));
  return mergedSubjects(lines).map(({ added, environment, principal, removed, ...subject }) => ({
    environment,
    principal,
    subject: subjectOf(subject, names),
    added,
    removed,
  }));
}

/** `+ who on what (from dev): SELECT, MODIFY`, and `-` for what is taken away. */
export function changesText(changes: readonly MatrixChange[]): string {
  return changeLines(changes)
    .flatMap(({ added, environment, principal, removed, subject }) => {
      const where = `${principal} on ${subject} (from ${environment})`;
      return [...(added ? [`+ ${where}: ${added}`] : []), ...(removed ? [`- ${where}: ${removed}`] : [])];
    })
    .join("\n");
}
