import type { z } from "zod";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * The JSON Schema of a part: any of its keys may be left out, since other files say the rest, and any may be empty,
 * which takes away what they say. Items of lists are whole: lists are replaced and not merged.
 */
export function partial(schema: JsonSchema): JsonSchema {
  const { minProperties: _, required: __, oneOf, ...rest } = schema;
  const alternatives = rest.anyOf ?? oneOf;
  return {
    ...withMembers(rest, (member) => orEmpty(partial(member))),
    // Parts of two alternatives may look the same.
    ...(alternatives && { anyOf: alternatives.map(partial) }),
  };
}

/** The JSON Schema of a whole, of which what is optional may be empty. */
export const withEmptyValues = (schema: JsonSchema): JsonSchema =>
  withMembers(schema, (member, key) => {
    const whole = withEmptyValues(member);
    return key !== undefined && schema.required?.includes(key) ? whole : orEmpty(whole);
  });

/** @param change Takes each named member with its key, and what all others of a map are without one. */
function withMembers(schema: JsonSchema, change: (member: JsonSchema, key?: string) => JsonSchema): JsonSchema {
  const { additionalProperties, properties } = schema;
  const changed = Object.entries(properties ?? {}).map(([key, member]) => [
    key,
    typeof member === "boolean" ? member : change(member, key),
  ]);
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(changed) }),
    ...(typeof additionalProperties === "object" && { additionalProperties: change(additionalProperties) }),
  };
}

function orEmpty(schema: JsonSchema): JsonSchema {
  // The value that tells alternatives apart is always there.
  if (schema.const !== undefined) return schema;
  if (schema.anyOf) return { ...schema, anyOf: [...schema.anyOf, { type: "null" }] };
  if (schema.oneOf) return { ...schema, oneOf: [...schema.oneOf, { type: "null" }] };
  if (typeof schema.type !== "string") return schema;
  return {
    ...schema,
    type: [schema.type, "null"],
    ...(schema.enum && { enum: [...schema.enum, null] }),
  };
}
