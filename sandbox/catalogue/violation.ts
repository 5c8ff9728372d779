import { nearest } from "../../wording/nearest";

/** One way in which a request or an answer differs from its shape. */
export interface Violation {
  /** Where: `settings.tags[0].key`. Empty for the body as a whole. */
  field: string;
  problem: "unknown" | "required" | "type" | "enum";
  /** For `type` the catalogue's type; for `enum` the values, separated by commas. */
  expected?: string;
  /** For `unknown` and `enum`: the nearest name that would have been right, where one is near. */
  suggestion?: string;
  /** All of this as a clause without a full stop. Never the value itself, which may be a secret. */
  message: string;
}

export function unknownField(field: string, name: string, known: Iterable<string>): Violation {
  const suggestion = nearest(name, [...known]);
  return { field, problem: "unknown", ...suggested(suggestion), message: `Unknown field: ${field}${hint(suggestion)}` };
}

export function missingField(field: string): Violation {
  return { field, problem: "required", message: `Missing required field: ${field}` };
}

export function wrongType(field: string, expected: string, value: unknown): Violation {
  const message = `Field ${field || "(the body)"} must be of type ${expected}, not ${kindOf(value)}`;
  return { field, problem: "type", expected, message };
}

export function wrongValue(field: string, value: string, values: ReadonlySet<string>): Violation {
  const expected = [...values].join(", ");
  const suggestion = nearest(value, [...values]);
  const message = `Field ${field} must be one of ${expected}${hint(suggestion)}`;
  return { field, problem: "enum", expected, ...suggested(suggestion), message };
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function suggested(suggestion: string | undefined): { suggestion?: string } {
  return suggestion === undefined ? {} : { suggestion };
}

function hint(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : ` (did you mean ${suggestion}?)`;
}
