/** A value that JSON can carry. */
export type Json = string | number | bigint | boolean | null | Json[] | JsonObject;

/** A JSON object; an absent member and one set to `undefined` mean the same. */
export interface JsonObject {
  [member: string]: Json | undefined;
}

/** What a request says, by the names of its shape; a file's body is bytes. */
export interface RequestMembers {
  [member: string]: Json | Uint8Array | undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
