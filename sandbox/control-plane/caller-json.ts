/** Levels in each other. What reads a body goes down by calls, of which there are only so many. */
const MAXIMUM_DEPTH = 100;

/**
 * JSON that a caller wrote.
 * @param parse another parser than JSON's own.
 * @throws SyntaxError for what is none, or is nested too deeply.
 */
export function parseCallerJson(text: string, parse: (text: string) => unknown = JSON.parse): unknown {
  const value = parsed(text, parse);
  if (isDeeper(value, MAXIMUM_DEPTH)) throw tooDeep();
  return value;
}

/** A parser that goes down by calls itself runs out of them. */
function parsed(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw error instanceof RangeError ? tooDeep() : error;
  }
}

const tooDeep = (): SyntaxError => new SyntaxError(`it is nested more than ${MAXIMUM_DEPTH} levels deep`);

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}
