import { METHODS } from "node:http";
import type { Operation } from "../../sandbox/catalogue";
import type { Json } from "../../sandbox/catalogue/json";
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

const NUMBERS = [0, -1, 1, 0.5, 1e308, 2 ** 53, -(2 ** 31), 100_000_000_000_001] as const;

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

/** A request of an operation that there is, with anything where it has parameters and in its body. */
export function requestOf(
  { method, path }: Operation,
  random: Random,
  token: string | undefined,
  known: Readonly<Record<string, string>>,
): FuzzedRequest {
  const filled = path.replace(/\{\+?(\w+)[^}]*\}/g, (_, name: string) =>
    known[name] !== undefined && random.happens(0.9) ? known[name] : inPath(random),
  );
  return request(random, method, `${filled}${anyQuery(random)}`, token);
}

function request(random: Random, method: string, target: string, token: string | undefined): FuzzedRequest {
  const body = random.happens(0.7) ? Buffer.from(JSON.stringify(anyJson(random, 4)) ?? "") : random.bytes(2000);
  const headers = [
    "host: 127.0.0.1",
    "connection: close",
    `content-type: ${random.of(CONTENT_TYPES)}`,
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
    ...Array.from(
      { length: random.below(3) },
      () => `x-${random.below(1000)}: ${encodeURIComponent(random.of(TEXTS).toWellFormed())}`,
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

const inPath = (random: Random): string => encodeURIComponent(random.of(TEXTS).toWellFormed()).slice(0, 3000);

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
  if (kind < 5) return random.of(TEXTS);
  if (kind === 5) return Array.from({ length: random.below(4) }, () => anyJson(random, depth - 1));
  if (kind === 6 && random.happens(0.02)) return nested(500 + random.below(3000));
  const names = Array.from({ length: random.below(5) }, () =>
    random.happens(0.6) ? random.of(MEMBERS) : random.of(TEXTS),
  );
  return Object.fromEntries(names.map((name) => [name, anyJson(random, depth - 1)]));
}

const nested = (depth: number): Json => {
  let value: Json = {};
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
  return value;
};
