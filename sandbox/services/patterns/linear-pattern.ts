import { RE2JS, RE2JSException } from "re2js";
import { ApiError } from "../../control-plane";

/** Whether a whole text matches. */
export type Matcher = (text: string) => boolean;

/** A caller's pattern that cannot be used. */
export class UnusablePattern extends ApiError {
  constructor(
    /** For example `missing closing )`. */
    readonly reason: string,
  ) {
    super(400, "INVALID_PARAMETER_VALUE", `The pattern can not be used: ${reason}.`);
    this.name = "UnusablePattern";
  }
}

interface Options {
  ignoreCase?: boolean;
}

/** What a pattern may have characters of: more is never meant, and takes long to read. */
const MAXIMUM_LENGTH = 4096;

/**
 * A regular expression that a caller gave. JavaScript's own can take for ever, and nobody else is served meanwhile; these
 * take time in proportion to the text.
 *
 * @throws UnusablePattern for one that is wrong, too large, or has what cannot be matched so: look-around, back-references.
 */
export function linearPattern(source: string, options: Options = {}): Matcher {
  if (source.length > MAXIMUM_LENGTH) throw new UnusablePattern(`it has more than ${MAXIMUM_LENGTH} characters`);
  const flags = options.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0;
  try {
    const compiled = RE2JS.compile(source, flags);
    return (text) => compiled.matches(text);
  } catch (error) {
    if (error instanceof RE2JSException) throw new UnusablePattern(error.message);
    throw error;
  }
}

/** A pattern in which single characters stand for any run of characters, and for any one; all else stands for itself. */
export function wildcards(
  pattern: string,
  { several, single }: { several: string; single?: string },
  options: Options = {},
): Matcher {
  const parts = [...pattern.matchAll(/\\.|./gsu)].map(([part]) => {
    if (part === several) return ".*";
    if (part === single) return ".";
    const escaped = part.slice(1);
    return RE2JS.quote(escaped === several || escaped === single ? escaped : part);
  });
  return linearPattern(`(?s)${parts.join("")}`, options);
}
