import { styleText } from "node:util";
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

/** What is said first of changes: who may now change production, in a sentence. */
export function productionChange(changes: readonly MatrixChange[], since: string): { isWider: boolean; text: string } {
  const more = changes.filter(({ stage, usualFor }) => stage === "production" && usualFor === undefined);
  const changing = more.filter(({ reach }) => reach === "changes");
  if (changing.length === 0) {
    const others = more.filter(({ reach }) => reach !== undefined);
    const text = `Nobody may change more of production than at ${since}`;
    if (others.length === 0) return { isWider: false, text: `${text}.` };
    return { isWider: true, text: `${text}; ${namesOf(others)} may see or run more of it.` };
  }
  return { isWider: true, text: `May now change more of production than at ${since}: ${namesOf(changing)}.` };
}

/** Who gets something, and what it is about: `data-scientists (MODIFY on catalog prod)`. */
function namesOf(changes: readonly MatrixChange[]): string {
  const lines = changeLines(changes, 1);
  const names = [...new Set(lines.map(({ principal }) => principal))];
  return names
    .map((name) => {
      const about = lines.filter(({ principal }) => principal === name);
      const [first] = about;
      const rest = about.length - 1;
      return `${name} (${first?.added} on ${first?.subject}${rest > 0 ? `, and on ${rest} more` : ""})`;
    })
    .join(", ");
}

/** What comes with what is new, in a line each: `project churn is new, and has the usual rights: 40 in dev, 41 in prod`. */
export function usualLines(changes: readonly MatrixChange[]): string[] {
  const byReason = new Map<string, MatrixChange[]>();
  for (const change of changes) {
    if (change.usualFor === undefined) continue;
    byReason.set(change.usualFor, [...(byReason.get(change.usualFor) ?? []), change]);
  }
  return [...byReason].map(([what, given]) => {
    const environments = [...new Set(given.map(({ environment }) => environment))];
    const counts = environments.map((name) => `${given.filter((each) => each.environment === name).length} in ${name}`);
    return `${what} is new, and its usual rights with it: ${counts.join(", ")}`;
  });
}

/** All but what is usual. */
export const unusual = (changes: readonly MatrixChange[]): MatrixChange[] =>
  changes.filter(({ usualFor }) => usualFor === undefined);

type Style = "bold" | "red" | "green" | "yellow";

/**
 * Who may now change production; then, `+ who on what (from dev): SELECT, MODIFY`, and `-` for what is taken away, stage by
 * stage; and at last what comes with what is new.
 * @param colours whether what widens production stands out by its colour, too. Default: no.
 */
export function changesText(changes: readonly MatrixChange[], since: string, { colours = false } = {}): string {
  const paint = (style: Style, text: string): string =>
    colours ? styleText(style, text, { validateStream: false }) : text;
  const { isWider, text } = productionChange(changes, since);
  const sections = [...new Set(unusual(changes).map(({ stage }) => stage))].map((stage) => {
    const lines = changeLines(unusual(changes).filter((change) => change.stage === stage)).flatMap(
      ({ added, environment, principal, removed, subject }) => {
        const where = `${principal} on ${subject} (from ${environment})`;
        const more = paint(stage === "production" ? "red" : "yellow", `+ ${where}: ${added}`);
        return [...(added ? [more] : []), ...(removed ? [paint("green", `- ${where}: ${removed}`)] : [])];
      },
    );
    return ["", paint("bold", `${stage === undefined ? "elsewhere" : `in ${stage}`}:`), ...lines];
  });
  const usual = usualLines(changes);
  return [paint(isWider ? "red" : "green", text), ...sections.flat(), ...(usual.length > 0 ? ["", ...usual] : [])].join(
    "\n",
  );
}
