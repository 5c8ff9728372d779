import { otherReading } from "./engine-reading";
import type { Problem } from "./problem";
import type { SourceFile } from "./source-file";

/**
 * Texts without quotes below a key of this name that look like something else, of which YAML has no notion: `1_000`, `yes`,
 * `None`. Whoever gets them would take a text.
 */
export const doubtfulTexts = (file: SourceFile, below: string): Problem[] =>
  file.texts().flatMap(({ begins, isPlainText, keys, value }) => {
    if (!isPlainText || keys.at(-2) !== below) return [];
    const advice = doubt(value);
    return advice === undefined ? [] : [file.problemAtOffset(begins, `"${keys.at(-1)}" ${advice}`)];
  });

function doubt(text: string): string | undefined {
  if (/^(yes|no|on|off|y|n)$/i.test(text)) {
    return "is text, and no switch: write true or false, or put it in quotes if text is meant";
  }
  if (/^(none|nil|nan|[-+]?inf(inity)?)$/i.test(text)) {
    return "is text to the training code: take it out for the code's own default, or put it in quotes if text is meant";
  }
  const isNumber = /^the number /.test(otherReading(text, text) ?? "") || /^[-+]?\d{1,3}([,']\d{3})+$/.test(text);
  return isNumber ? "is text, and looks like a number: write it with digits alone, or put it in quotes" : undefined;
}
