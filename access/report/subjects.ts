/** Things of one kind. */
export interface Subject {
  /** `job`. */
  kind: string;
  names: string[];
  /** The environment that they are part of, where it is another one. */
  partOf?: string;
}

/** One line for all subjects of a kind about which the same is said. */
export function mergedSubjects<Line extends Subject>(lines: readonly Line[]): Line[] {
  const byAnswer = new Map<string, Line>();
  for (const line of lines) {
    const answer = JSON.stringify({ ...line, names: [] });
    const known = byAnswer.get(answer);
    if (known) known.names.push(...line.names);
    else byAnswer.set(answer, { ...line, names: [...line.names] });
  }
  return [...byAnswer.values()];
}

/** What a line is about, with no more than so many of its names. */
export function subjectOf({ kind, names, partOf }: Subject, atMost: number): string {
  const shown = names.slice(0, atMost);
  const rest = names.length - shown.length;
  return `${kind} ${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}${partOf === undefined ? "" : ` (${partOf}'s)`}`;
}
