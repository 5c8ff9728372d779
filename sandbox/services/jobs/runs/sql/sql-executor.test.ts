import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { JsonObject } from "../../../../control-plane";
import type { StoredTaskRun } from "../../run-records/run";
import type { ExecutableTask, TaskEnd } from "../task-executor";
import { SqlExecutor } from "./sql-executor";

/** Answers as a workspace's API does: statements are under way once, and then end as their text says. */
let workspace: Server;
let statements: JsonObject[] = [];
let cancelled: string[] = [];

beforeAll(async () => {
  workspace = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
      response.end(JSON.stringify(answer(`${request.method} ${request.url}`, body)));
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => workspace.once("listening", resolve));
});
afterAll(() => workspace.close());
beforeEach(() => {
  statements = [];
  cancelled = [];
});

function answer(asked: string, body: JsonObject): JsonObject {
  const id = /statements\/(\d+)/.exec(asked)?.[1] ?? "";
  const found = statements[Number(id)];
  if (asked === "POST /api/2.0/sql/statements") {
    statements.push(body);
    return { statement_id: String(statements.length - 1), status: { state: "PENDING" } };
  }
  if (asked.endsWith("/cancel")) {
    cancelled.push(id);
    return {};
  }
  if (found) return { statement_id: id, status: stateOf(String(found.statement), id) };
  if (asked.includes("/sql/queries/")) return { query_text: "select {{ what }}" };
  return {
    content: Buffer.from("insert into t values (';');\n-- a note\nselect :day;\n-- the end\n").toString("base64"),
  };
}

function stateOf(text: string, id: string): JsonObject {
  if (text.includes("wrong")) return { state: "FAILED", error: { message: "[PARSE_SYNTAX_ERROR]" } };
  if (text.includes("forever")) return { state: cancelled.includes(id) ? "CANCELED" : "RUNNING" };
  return { state: "SUCCEEDED" };
}

const STATE = { phase: "PENDING", message: "" } as const;

const EXECUTABLE: Omit<ExecutableTask, "task" | "host"> = {
  run: {
    run_id: 1,
    workspace_id: 1,
    run_name: "run",
    creator_user_name: "nobody",
    run_as_id: "1",
    trigger: "ONE_TIME",
    run_type: "JOB_RUN",
    settings: {},
    job_parameters: [],
    start_time: 0,
    state: STATE,
    repairs: [],
    notified: [],
  },
  values: {},
  token: "t",
};

const taskOf = (sql: JsonObject): StoredTaskRun => ({
  run_id: 2,
  workspace_id: 1,
  job_run_id: 1,
  task_key: "a",
  task: { task_key: "a", sql_task: { warehouse_id: "w", ...sql } },
  attempt_number: 0,
  retries: 0,
  original_attempt_run_id: 2,
  state: STATE,
  start_time: 0,
  notified: [],
});

function executed(sql: JsonObject, stopsAfter?: number): Promise<TaskEnd> {
  const { port } = workspace.address() as AddressInfo;
  const executable: ExecutableTask = { ...EXECUTABLE, task: taskOf(sql), host: `http://127.0.0.1:${port}` };
  return new Promise((resolve) => {
    const execution = new SqlExecutor().execute(executable, { preparing: () => {}, started: () => {}, ended: resolve });
    if (stopsAfter !== undefined) setTimeout(() => execution.stop(), stopsAfter);
  });
}

test("a query runs with the task's parameters, and its statement is the output", async () => {
  const end = await executed({ query: { query_id: "q" }, parameters: { what: "1" } });
  expect(end.state).toMatchObject({ result: "SUCCESS" });
  expect(statements).toMatchObject([{ warehouse_id: "w", statement: "select 1" }]);
  expect(end.output?.sql_output).toMatchObject({ query_output: { sql_statements: [{ lookup_key: "0" }] } });
});

test("the statements of a file run one after the other", async () => {
  const end = await executed({ file: { path: "/Shared/a.sql" }, parameters: { day: "monday" } });
  expect(end.state).toMatchObject({ result: "SUCCESS" });
  expect(statements.map(({ statement }) => statement)).toEqual([
    "insert into t values (';')",
    "-- a note\nselect :day",
  ]);
  expect(statements[1]?.parameters).toEqual([{ name: "day", value: "monday" }]);
});

test("a statement that fails is the task's failure, in the statement's words", async () => {
  const end = await executed({ query: { query_id: "q" }, parameters: { what: "wrong" } });
  expect(end).toMatchObject({ state: { result: "FAILED" }, output: { error: "[PARSE_SYNTAX_ERROR]" } });
});

test("a task that is stopped cancels its statement", async () => {
  const end = await executed({ query: { query_id: "q" }, parameters: { what: "forever" } }, 20);
  expect(end.state).toMatchObject({ result: "FAILED" });
  expect(cancelled).toContain("0");
});
