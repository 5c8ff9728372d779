import { createHash } from "node:crypto";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import Database from "libsql";

/**
 * What the control plane is compared with: the same HTTP server and the same database, and nothing else. It looks a
 * token up, reads one row by its key, and answers with it: `tsx peer.ts DATABASE PORT SERVER TOKEN`. SERVER is
 * `adapter`, which the control plane is built on, or `hono`, that with Hono's routes, which it was built on before.
 */
const [file = "", port = "", server = "", ...tokens] = process.argv.slice(2);
const hash = (token: string): string => createHash("sha256").update(token).digest("hex");

const database = new Database(file);
database.pragma("journal_mode = WAL");
database.exec("CREATE TABLE objects (key TEXT PRIMARY KEY, value TEXT); CREATE TABLE tokens (hash TEXT PRIMARY KEY)");
const keep = database.prepare("INSERT INTO objects VALUES (?, ?)");
for (let index = 0; index < 1000; index++) {
  keep.run(String(index), JSON.stringify({ name: `object-${index}`, comment: "x".repeat(300), owner: "owner" }));
}
for (const token of tokens) database.prepare("INSERT INTO tokens VALUES (?)").run(hash(token));
const known = database.prepare("SELECT 1 AS known FROM tokens WHERE hash = ?");
const find = database.prepare("SELECT value FROM objects WHERE key = ?");

const OBJECTS = "/objects/";

function adapter(request: Request): Response {
  const token = request.headers.get("authorization")?.slice("Bearer ".length) ?? "";
  if (!known.get(hash(token))) return Response.json({ error_code: "UNAUTHENTICATED" }, { status: 401 });
  const { pathname } = new URL(request.url);
  const row = pathname.startsWith(OBJECTS) ? find.get(pathname.slice(OBJECTS.length)) : undefined;
  if (!row) return Response.json({ error_code: "NOT_FOUND" }, { status: 404 });
  return new Response((row as { value: string }).value, { headers: { "content-type": "application/json" } });
}

const hono = new Hono();
hono.get(`${OBJECTS}:key`, (context) => {
  const token = context.req.header("authorization")?.slice("Bearer ".length) ?? "";
  if (!known.get(hash(token))) return context.json({ error_code: "UNAUTHENTICATED" }, 401);
  const row = find.get(context.req.param("key")) as { value: string } | undefined;
  if (!row) return context.json({ error_code: "NOT_FOUND" }, 404);
  return context.body(row.value, 200, { "content-type": "application/json" });
});

const fetch = server === "hono" ? hono.fetch : adapter;
serve({ fetch, hostname: "127.0.0.1", port: Number(port) }, () => process.send?.("ready"));
