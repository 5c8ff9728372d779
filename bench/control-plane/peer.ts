import { createHash } from "node:crypto";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import Database from "libsql";

/**
 * What the control plane is compared with: the same HTTP server and the same database, and nothing else. It looks a
 * token up, reads or writes rows, and answers with them: `tsx peer.ts DATABASE PORT SERVER TOKEN…`. SERVER is `adapter`,
 * which the control plane is built on, or `hono`, the same with Hono's routes, which it was built on before.
 */
const [file = "", port = "", server = "", ...tokens] = process.argv.slice(2);
const hash = (token: string): string => createHash("sha256").update(token).digest("hex");

const FIRST_OBJECTS = 1000;
const DEFAULT_LIMIT = 20;

const database = new Database(file);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = NORMAL");
database.exec(`
  CREATE TABLE IF NOT EXISTS objects (key TEXT PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS objects_by_name ON objects (name);
  CREATE TABLE IF NOT EXISTS tokens (hash TEXT PRIMARY KEY);
`);
const insert = database.prepare("INSERT INTO objects VALUES (?, ?, ?)");
const find = database.prepare("SELECT value FROM objects WHERE key = ?");
const page = database.prepare("SELECT key, value FROM objects WHERE key < ? ORDER BY key DESC LIMIT ?");
const named = database.prepare("SELECT key, value FROM objects WHERE name = ?");
const known = database.prepare("SELECT 1 AS known FROM tokens WHERE hash = ?");

interface Row {
  key: string;
  value: string;
}

const { count } = database.prepare("SELECT count(*) AS count FROM objects").get() as { count: number };
let next = count;
for (const token of tokens) database.prepare("INSERT OR IGNORE INTO tokens VALUES (?)").run(hash(token));
while (next < FIRST_OBJECTS) keep(objectCalled(`object-${next}`));

function objectCalled(name: string): { name: string; comment: string; owner: string } {
  return { name, comment: "x".repeat(300), owner: "owner" };
}

function keep(value: ReturnType<typeof objectCalled>): string {
  const key = String(next++).padStart(6, "0");
  insert.run(key, value.name, JSON.stringify(value));
  return key;
}

const json = (text: string, status = 200): Response =>
  new Response(text, { status, headers: { "content-type": "application/json" } });

const listed = (rows: Row[]): Response =>
  json(`{"objects":[${rows.map(({ value }) => value).join(",")}],"next":"${rows.at(-1)?.key ?? ""}"}`);

function adapter(request: Request): Response | Promise<Response> {
  const token = request.headers.get("authorization")?.slice("Bearer ".length) ?? "";
  if (!known.get(hash(token))) return json('{"error_code":"UNAUTHENTICATED"}', 401);
  const key = /\/objects\/(\w+)$/.exec(request.url)?.[1];
  if (key === undefined) return request.method === "POST" ? create(request) : list(new URL(request.url).searchParams);
  const row = find.get(key) as Row | undefined;
  return row ? json(row.value) : json('{"error_code":"NOT_FOUND"}', 404);
}

async function create(request: Request): Promise<Response> {
  const { name } = (await request.json()) as { name: string };
  return json(JSON.stringify({ key: keep(objectCalled(name)) }));
}

function list(asked: URLSearchParams): Response {
  const name = asked.get("name");
  if (name !== null) return listed(named.all(name) as Row[]);
  return listed(page.all(asked.get("before") ?? "~", Number(asked.get("limit") ?? DEFAULT_LIMIT)) as Row[]);
}

const hono = new Hono();
hono.get("/objects/:key", (context) => {
  const token = context.req.header("authorization")?.slice("Bearer ".length) ?? "";
  if (!known.get(hash(token))) return context.json({ error_code: "UNAUTHENTICATED" }, 401);
  const row = find.get(context.req.param("key")) as Row | undefined;
  if (!row) return context.json({ error_code: "NOT_FOUND" }, 404);
  return context.body(row.value, 200, { "content-type": "application/json" });
});

const fetch = server === "hono" ? hono.fetch : adapter;
serve({ fetch, hostname: "127.0.0.1", port: Number(port) }, () => process.send?.("ready"));
