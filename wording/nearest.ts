import { distance } from "fastest-levenshtein";

/** The known name that was probably meant, if one is near enough to be worth asking. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits);
  const best = ranked[0];
  if (best === undefined || best.edits >= best.candidate.length) return undefined;
  // Two edits are one transposition; in longer names more may be wrong.
  return best.edits <= Math.max(2, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined;
}

/**
 * The known name of which this is probably a slip, where others may be right as well: a letter or two are wrong, and no
 * digit, by which people count.
 */
export function slipOf(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  const digits = (text: string): string => text.replace(/\D/g, "");
  const near = known.filter(
    (candidate) =>
      digits(candidate) === digits(name) &&
      distance(name, candidate) <= Math.min(MOST_SLIPS, Math.floor(candidate.length / LETTERS_A_SLIP)),
  );
  return nearest(name, near);
}

const MOST_SLIPS = 2;
const LETTERS_A_SLIP = 4;

/** `; did you mean "network"?`, or nothing. */
export function suggestion(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? "" : `; did you mean "${meant}"?`;
}

/** ` Did you mean "network"?`, a sentence of its own, or nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? "" : ` Did you mean "${meant}"?`;
}

/** `"dev", "prod" or "staging"` */
export const listed = (names: readonly string[]): string => inWords(names, "or");

/** `"dev", "prod" and "staging"` */
export const listedAll = (names: readonly string[]): string => inWords(names, "and");

function inWords(names: readonly string[], joined: "and" | "or"): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} ${joined} ${last}`;
}
