import { type MatchedOperation, takesBytes } from "../catalogue";
import type { Json, JsonObject } from "../catalogue/json";
import { parseJson } from "../catalogue/lossless-json";
import { malformedRequest } from "./api-error";
import type { IncomingRequest } from "./call";
import { parseCallerJson } from "./caller-json";

const MEGABYTE = 1024 * 1024;
/** What the services accept for one JSON request or form. */
const LIMIT_BYTES = 10 * MEGABYTE;
/** The Files API takes 5 GiB; here a file is in memory as a whole, and in the state. */
const FILE_LIMIT_BYTES = 500 * MEGABYTE;

/** The most bytes that the body of a request to this operation may have. */
export function bodyLimit(match: MatchedOperation | undefined): number {
  return match && takesBytes(match) ? FILE_LIMIT_BYTES : LIMIT_BYTES;
}

/**
 * A request's body as its operation has it: the bytes as they are, or JSON, which a form may stand for where the
 * operation says so; undefined where there is no body.
 * @throws ApiError 400 for what is neither.
 */
export async function readBody(match: MatchedOperation, { headers, body }: IncomingRequest): Promise<unknown> {
  if (takesBytes(match)) return body;
  const contentType = headers["content-type"] ?? "";
  if (match.operation.form && contentType.startsWith("multipart/form-data")) return await readForm(contentType, body);
  return readJson(body.toString());
}

function readJson(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return parseCallerJson(text, parseJson);
  } catch {
    throw malformedRequest("Invalid JSON given in the body of the request - failed to parse given JSON");
  }
}

/** The JSON object that says what the form does: texts, `true` and `false`, and files in Base64, as JSON carries bytes. */
async function readForm(contentType: string, body: Buffer): Promise<JsonObject> {
  const members = new Map<string, Json>();
  for (const [name, value] of await parsedForm(contentType, body)) {
    members.set(
      name,
      typeof value === "string" ? asJson(value) : Buffer.from(await value.arrayBuffer()).toString("base64"),
    );
  }
  return Object.fromEntries(members);
}

async function parsedForm(contentType: string, body: Buffer): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
  } catch {
    throw malformedRequest("The body of the request is not the multipart form that its content type says.");
  }
}

const asJson = (text: string): Json => (text === "true" || text === "false" ? text === "true" : text);
