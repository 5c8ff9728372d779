/** A value that JSON can carry. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A JSON object; an absent member and one set to `undefined` mean the same and neither is written. */
export interface JsonObject {
  [member: string]: Json | undefined;
}
