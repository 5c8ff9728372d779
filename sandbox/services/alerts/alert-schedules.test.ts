import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { DataServer, StatementOrder } from "../../compute/data-server";
import type { JsonObject } from "../../control-plane";
import { FOLDER, SCIENTIST, TestSql } from "../../testing/sql";
import { TestClock } from "../../testing/test-clock";
import { attachDataServer } from "../data/attached";
import { messagesIn } from "../jobs/notifications/outbox";
import { AlertSchedules } from "./alert-schedules";

const HOUR = 3600;
const clock = new TestClock();
const home = mkdtempSync(join(tmpdir(), "lakestage-alerts-"));
const orders: StatementOrder[] = [];
const askers: string[] = [];
/** What the next query gives. */
let rows: (string | null)[][] = [];

let sql: TestSql;

beforeAll(async () => {
  sql = await TestSql.start({ clock, background: (kernel) => new AlertSchedules(kernel) });
  const whoAsks = async ({ token }: StatementOrder): Promise<string> => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${sql.workspace.address}/api/2.0/preview/scim/v2/Me`, { headers });
    return String(((await answer.json()) as JsonObject).userName);
  };
  const server: Pick<DataServer, "execute" | "resultsFolder" | "removeResults" | "tellOfChange"> = {
    execute: async (_id, order) => {
      orders.push(order);
      askers.push(await whoAsks(order));
      if (order.statement === "SELEC") return { error: { message: "[PARSE_SYNTAX_ERROR] It is no statement." } };
      mkdirSync(order.folder, { recursive: true });
      writeFileSync(join(order.folder, "0"), JSON.stringify(rows));
      const field = { name: "f1", type: "double", nullable: true, metadata: {} };
      return {
        schema_json: JSON.stringify({ type: "struct", fields: [field] }),
        chunks: [{ rows: rows.length, bytes: 1, row_offset: 0 }],
        rows: rows.length,
        bytes: 1,
        truncated: false,
      };
    },
    resultsFolder: (id) => join(home, id),
    removeResults: () => {},
    tellOfChange: () => {},
  };
  attachDataServer(sql.sandbox.store, server as DataServer);
});
afterAll(async () => {
  await sql.stop();
  rmSync(home, { recursive: true, force: true });
});

async function alert(name: string, changes: JsonObject = {}, as?: string): Promise<string> {
  const made = await sql.call(
    "POST",
    "/api/2.0/alerts",
    {
      display_name: name,
      query_text: "SELECT f1 FROM metrics",
      warehouse_id: sql.warehouseId,
      evaluation: {
        source: { name: "f1" },
        comparison_operator: "LESS_THAN",
        threshold: { value: { double_value: 0.8 } },
        notification: {
          notify_on_ok: true,
          retrigger_seconds: 2 * HOUR,
          subscriptions: [{ destination_id: sql.destinationId }],
        },
      },
      schedule: { quartz_cron_schedule: "0 0 * * * ?", timezone_id: "UTC" },
      parent_path: FOLDER,
      ...changes,
    },
    as,
  );
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  await pause(30);
  return String(made.body.id);
}

/** What the alert's API says of it an hour later, once it has been evaluated `count` times in all. */
async function anHourLater(id: string, count: number): Promise<JsonObject> {
  const then = clock.now() + HOUR * 1000;
  clock.pass(HOUR);
  for (let looked = 0; looked < 400; looked++) {
    const { evaluation } = await sql.ok("GET", `/api/2.0/alerts/${id}`);
    const { last_evaluated_at: at } = evaluation as JsonObject;
    if (orders.length >= count && Date.parse(String(at)) >= then) return evaluation as JsonObject;
    await pause(5);
  }
  throw new Error(`the alert was evaluated ${orders.length} times`);
}

const told = (id: string): unknown[] =>
  messagesIn(sql.sandbox.store)
    .filter(({ content }) => (content as JsonObject).alert_id === id)
    .map(({ content }) => (content as JsonObject).state);

test("an alert is evaluated at its times, and tells once, again after a while, and when all is well", async () => {
  const id = await alert("f1 fell");
  rows = [["0.7"]];
  expect(await anHourLater(id, 1)).toMatchObject({ state: "TRIGGERED" });
  expect(told(id)).toEqual(["TRIGGERED"]);
  await anHourLater(id, 2);
  expect(told(id)).toEqual(["TRIGGERED"]);
  await anHourLater(id, 3);
  expect(told(id)).toEqual(["TRIGGERED", "TRIGGERED"]);
  rows = [["0.9"]];
  expect(await anHourLater(id, 4)).toMatchObject({ state: "OK" });
  expect(told(id)).toEqual(["TRIGGERED", "TRIGGERED", "OK"]);
  await sql.ok("DELETE", `/api/2.0/alerts/${id}`);
});

test("its query runs as its owner, on a warehouse that they may use, with a token that is nobody's afterwards", async () => {
  await sql.share("sql/warehouses", sql.warehouseId, SCIENTIST, "CAN_USE");
  const id = await alert("mine", { parent_path: `/Users/${SCIENTIST}` }, SCIENTIST);
  const before = orders.length;
  await anHourLater(id, before + 1);
  expect(askers.at(-1)).toBe(SCIENTIST);
  const headers = { authorization: `Bearer ${orders.at(-1)?.token}` };
  const answer = await fetch(`${sql.workspace.address}/api/2.0/preview/scim/v2/Me`, { headers });
  expect(answer.status).toBe(403);
  await sql.share("sql/warehouses", sql.warehouseId, SCIENTIST, "CAN_VIEW");
  expect(await anHourLater(id, before + 1)).toMatchObject({ state: "ERROR" });
  await sql.ok("DELETE", `/api/2.0/alerts/${id}`);
});

test("a query that fails is an error", async () => {
  const id = await alert("broken", { query_text: "SELEC" });
  expect(await anHourLater(id, orders.length + 1)).toMatchObject({ state: "ERROR" });
  expect(told(id)).toEqual([]);
});
