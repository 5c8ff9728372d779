import { closest, distance } from "fastest-levenshtein";

/** ` Did you mean "x"?`, where something is near enough to be meant; else nothing. */
export function didYouMean(text: string, names: readonly string[]): string {
  if (names.length === 0) return "";
  const nearest = closest(text, names);
  return distance(text, nearest) <= Math.max(2, text.length / 3) ? ` Did you mean "${nearest}"?` : "";
}
