import { METHODS } from "node:http";
import type { Catalogue, Operation } from "../../sandbox/catalogue";
import type { Json } from "../../sandbox/catalogue/json";
import { jsonText } from "../../sandbox/catalogue/lossless-json";
import type { Random } from "./random";

/** A request as it goes over the wire, so that it need not be one that a client library would send. */
export interface FuzzedRequest {
  /** All of it, head and body. */
  bytes: Buffer;
  /** How it begins, for messages. */
  summary: string;
}

/** Texts with which programs have come to grief: JavaScript's own names, separators, bounds, halves of characters. */
const TEXTS = [
  "",
  "x",
  "dev",
  "main",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "..",
  "../../etc/passwd",
  "a/b",
  "a.b.c",
  "%",
  "%2f",
  "%00",
  "\u0000",
  "\ud800",
  "😀",
  "*",
  "'; drop table documents; --",
  "-1",
  "0",
  "9007199254740993",
  "1e999",
  "NaN",
  "true",
  "null",
  "x".repeat(5000),
] as const;

/** Texts that may be right somewhere, so that more than the check of a request's form is reached. */
const PLAIN = [
  "x",
  "dev",
  "main",
  "dev.main",
  "dev.main.x",
  "/Shared/x",
  "account users",
  "westeurope",
  "1",
  "PREVIEW",
] as const;

const anyText = (random: Random): string => (random.happens(0.6) ? random.of(PLAIN) : random.of(TEXTS));

const NUMBERS = [0, -1, 1, 0.5, 1e308, 2 ** 53, 2n ** 53n + 1n, -(2 ** 31), 100_000_000_000_001] as const;

const CONTENT_TYPES = [
  "application/json",
  "text/plain",
  "multipart/form-data; boundary=x",
  "multipart/form-data",
  "",
] as const;

/** Any bytes, some of which begin like HTTP. */
export function anyBytes(random: Random): FuzzedRequest {
  const beginning = random.of([
    "",
    "GET ",
    "POST / HTTP/1.1\r\n",
    "GET / HTTP/1.1\r\nhost: x\r\n",
    "PRI * HTTP/2.0\r\n\r\n",
  ]);
  return {
    bytes: Buffer.concat([Buffer.from(beginning), random.bytes(400), Buffer.from("\r\n\r\n")]),
    summary: "any bytes",
  };
}

/** A request of no API: any method that Node knows, any path, any headers. */
export function anyRequest(random: Random, token: string | undefined): FuzzedRequest {
  const segments = Array.from({ length: random.below(6) }, () => inPath(random));
  const prefix = random.of([
    "/",
    "/api/2.0/",
    "/api/2.1/unity-catalog/",
    "/subscriptions/",
    "/_sandbox/",
    "/oidc/",
    "/.well-known/",
  ]);
  const method = METHODS[random.below(METHODS.length)] ?? "GET";
  return request(random, method, `${prefix}${segments.join("/")}${anyQuery(random)}`, token);
}

/** A request of an operation that there is: of the form that it declares, or with anything in its body and parameters. */
export function requestOf(
  catalogue: Catalogue,
  { method, path, request: shape, plane, apiVersion = "2024-05-01" }: Operation,
  random: Random,
  token: string | undefined,
  known: Readonly<Record<string, string>>,
): FuzzedRequest {
  const filled = path.replace(/\{\+?(\w+)[^}]*\}/g, (_, name: string) =>
    known[name] !== undefined && random.happens(0.9) ? known[name] : inPath(random),
  );
  const declared = shape !== undefined && random.happens(0.8) ? membersOf(catalogue, shape, random) : undefined;
  const version = plane === "arm" ? { "api-version": apiVersion } : {};
  const query = declared ? queryOf({ ...version, ...declared.query }) : anyQuery(random);
  return request(random, method, `${filled}${query}`, token, declared && Buffer.from(jsonText(declared.body)));
}

/** Members as a shape declares them, most of the time; their texts are any. */
function membersOf(
  catalogue: Catalogue,
  id: string,
  random: Random,
  depth = 4,
): { query: Record<string, Json>; body: Record<string, Json> } {
  const members: { query: Record<string, Json>; body: Record<string, Json> } = { query: {}, body: {} };
  for (const [name, field] of Object.entries(catalogue.shape(id) ?? {})) {
    if (field.in === "path" || field.in === "header" || !random.happens(field.required ? 0.98 : 0.2)) continue;
    const value = random.happens(0.01) ? anyJson(random, 2) : declaredValue(catalogue, field.type, random, depth);
    members[field.in === "query" ? "query" : "body"][name] = value;
  }
  return members;
}

function declaredValue(catalogue: Catalogue, type: string, random: Random, depth: number): Json {
  const [, container, element = ""] = /^(array|map)<(.+)>$/.exec(type) ?? [];
  if (container) {
    const values = Array.from({ length: depth > 0 ? random.below(3) : 0 }, () =>
      declaredValue(catalogue, element, random, depth - 1),
    );
    return container === "array" ? values : Object.fromEntries(values.map((value) => [anyText(random), value]));
  }
  if (type === "boolean") return random.happens(0.5);
  if (["integer", "int64", "number", "float"].includes(type)) return random.of(NUMBERS);
  const [first, ...others] = catalogue.enum(type) ?? [];
  if (first !== undefined) return random.of([first, ...others]);
  if (catalogue.shape(type)) return depth > 0 ? membersOf(catalogue, type, random, depth - 1).body : {};
  return anyText(random);
}

function queryOf(members: Record<string, Json>): string {
  const parameters = Object.entries(members).map(([name, value]) => {
    const text = typeof value === "object" ? jsonText(value) : String(value);
    return `${name}=${encodeURIComponent(text.toWellFormed()).slice(0, 3000)}`;
  });
  return `?${parameters.join("&")}`;
}

/** What is nested too deeply to be written with large integers in it is sent as brackets alone. */
function textOf(value: unknown): string {
  try {
    return jsonText(value) ?? "";
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return "[".repeat(5000);
  }
}

function request(
  random: Random,
  method: string,
  target: string,
  token: string | undefined,
  body = random.happens(0.7) ? Buffer.from(textOf(anyJson(random, 4))) : random.bytes(2000),
): FuzzedRequest {
  const headers = [
    "host: 127.0.0.1",
    "connection: close",
    `content-type: ${random.of(CONTENT_TYPES)}`,
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
    ...Array.from(
      { length: random.below(3) },
      () => `x-${random.below(1000)}: ${encodeURIComponent(anyText(random).toWellFormed())}`,
    ),
    // At times one that is not true: the rest is another request, or does not come.
    `content-length: ${random.happens(0.95) ? body.length : random.below(5000)}`,
  ];
  const summary = `${method} ${target.slice(0, 300)}`;
  return {
    bytes: Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n`), body]),
    summary: `${summary}\n${body.toString("latin1").slice(0, 600)}`,
  };
}

const inPath = (random: Random): string => encodeURIComponent(anyText(random).toWellFormed()).slice(0, 3000);

function anyQuery(random: Random): string {
  const parameters = Array.from({ length: random.below(4) }, () => `${inPath(random)}=${inPath(random)}`);
  const names = ["api-version=2024-05-01", "max_results=1", "page_token=x", "filter=a%20eq%20b", "name=x"] as const;
  if (random.happens(0.5)) parameters.push(random.of(names));
  return parameters.length === 0 ? "" : `?${parameters.join("&")}`;
}

/** Names of members that many operations have, so that some of it is looked at. */
const MEMBERS = [
  "name",
  "id",
  "properties",
  "location",
  "tags",
  "comment",
  "owner",
  "changes",
  "members",
  "parent",
  "filter",
] as const;

function anyJson(random: Random, depth: number): Json {
  const kind = random.below(depth > 0 ? 8 : 5);
  if (kind === 0) return random.of([null, true, false]);
  if (kind === 1) return random.of(NUMBERS);
  if (kind < 5) return anyText(random);
  if (kind === 5) return Array.from({ length: random.below(4) }, () => anyJson(random, depth - 1));
  if (kind === 6 && random.happens(0.02)) return nested(500 + random.below(3000));
  const names = Array.from({ length: random.below(5) }, () =>
    random.happens(0.6) ? random.of(MEMBERS) : anyText(random),
  );
  return Object.fromEntries(names.map((name) => [name, anyJson(random, depth - 1)]));
}

const nested = (depth: number): Json => {
  let value: Json = {};
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
  return value;
};
