import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { JsonObject } from "../../../../control-plane";
import type { StoredTaskRun } from "../../run-records/run";
import type { JobTask } from "../../settings/job-settings";
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
      const answered = answer(`${request.method} ${request.url}`, body);
      response.statusCode = answered ? 200 : 404;
      response.end(JSON.stringify(answered ?? { message: "There is no such thing." }));
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => workspace.once("listening", resolve));
});
afterAll(() => workspace.close());
beforeEach(() => {
  statements = [];
  cancelled = [];
});

function answer(asked: string, body: JsonObject): JsonObject | undefined {
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
  if (asked.endsWith("/result/chunks/1")) return { data_array: [["9"]] };
  if (found) return { statement_id: id, status: stateOf(String(found.statement), id), ...rowsOf(id) };
  if (asked.includes("/api/2.0/alerts/new")) return NEW_ALERT;
  if (asked.includes("/api/2.0/alerts/")) return undefined;
  if (asked.includes("/sql/alerts/old")) return OLD_ALERT;
  if (asked.includes("/workspace/get-status")) return { resource_id: "new" };
  if (asked.includes("/lakeview/dashboards/")) return DASHBOARD;
  if (asked.includes("/sql/queries/")) return { query_text: "select {{ what }}" };
  return {
    content: Buffer.from("insert into t values (';');\n-- a note\nselect :day;\n-- the end\n").toString("base64"),
  };
}

/** Two chunks of one row each. */
const rowsOf = (id: string): JsonObject => ({
  manifest: { schema: { columns: [{ name: "late" }] } },
  result: { data_array: [["1"]], next_chunk_internal_link: `/api/2.0/sql/statements/${id}/result/chunks/1` },
});

const NEW_ALERT = {
  query_text: "select late from t",
  warehouse_id: "of the alert",
  evaluation: {
    source: { name: "late", aggregation: "MAX" },
    comparison_operator: "GREATER_THAN",
    threshold: { value: { double_value: 8 } },
  },
};
const OLD_ALERT = {
  query_id: "q",
  condition: {
    op: "GREATER_THAN",
    operand: { column: { name: "late" } },
    threshold: { value: { double_value: 8 } },
  },
};

const shows = (dataset: string): JsonObject => ({ widget: { queries: [{ query: { datasetName: dataset } }] } });
const DASHBOARD = {
  warehouse_id: "of the dashboard",
  serialized_dashboard: JSON.stringify({
    datasets: [
      {
        name: "a",
        queryLines: ["select ", ":days"],
        catalog: "dev",
        parameters: [
          { keyword: "days", dataType: "INTEGER", defaultSelection: { values: { values: [{ value: "7" }] } } },
        ],
      },
      { name: "b", query: "wrong" },
      { name: "unused", query: "wrong, too" },
    ],
    pages: [
      { name: "1", displayName: "Good", layout: [shows("a")] },
      { name: "2", displayName: "Bad", layout: [shows("a"), shows("b"), shows("b")] },
    ],
  }),
};

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

const taskOf = (task: Partial<JobTask>): StoredTaskRun => ({
  run_id: 2,
  workspace_id: 1,
  job_run_id: 1,
  task_key: "a",
  task: { task_key: "a", ...task },
  attempt_number: 0,
  retries: 0,
  original_attempt_run_id: 2,
  state: STATE,
  start_time: 0,
  notified: [],
});

const executed = (sql: JsonObject, stopsAfter?: number): Promise<TaskEnd> =>
  ended({ sql_task: { warehouse_id: "w", ...sql } }, stopsAfter);

function ended(task: Partial<JobTask>, stopsAfter?: number): Promise<TaskEnd> {
  const { port } = workspace.address() as AddressInfo;
  const executable: ExecutableTask = { ...EXECUTABLE, task: taskOf(task), host: `http://127.0.0.1:${port}` };
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

test.each([
  ["of now, by the largest of all rows", "new", "TRIGGERED"],
  ["of before, by the first row", "old", "OK"],
])("an alert %s is evaluated on the task's warehouse", async (_which, alert_id, state) => {
  const end = await executed({ alert: { alert_id } });
  expect(end.state).toMatchObject({ result: "SUCCESS" });
  expect(statements).toMatchObject([{ warehouse_id: "w" }]);
  expect(end.output?.sql_output).toMatchObject({
    alert_output: { alert_state: state, warehouse_id: "w", sql_statements: [{ lookup_key: "0" }] },
  });
});

test("an alert task names the alert by its place, and takes its warehouse where it names none", async () => {
  const end = await ended({ alert_task: { workspace_path: "/Shared/late.dbalert.json" } });
  expect(end.output).toEqual({ alert_output: { alert_state: "TRIGGERED" } });
  expect(statements).toMatchObject([{ warehouse_id: "of the alert" }]);
});

test("a dashboard task runs its data sets, and says page by page what failed", async () => {
  const end = await ended({ dashboard_task: { dashboard_id: "d" } });
  expect(statements[0]).toMatchObject({
    warehouse_id: "of the dashboard",
    statement: "select :days",
    catalog: "dev",
    parameters: [{ name: "days", type: "BIGINT", value: "7" }],
  });
  expect(end).toMatchObject({ state: { result: "FAILED" }, output: { error: "[PARSE_SYNTAX_ERROR]" } });
  expect(end.output?.dashboard_output).toEqual({
    page_snapshots: [
      { page_display_name: "Good", widget_error_details: [] },
      { page_display_name: "Bad", widget_error_details: [{ message: "[PARSE_SYNTAX_ERROR]" }] },
    ],
  });
});
