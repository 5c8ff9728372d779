import type { JsonObject } from "../../control-plane";
import { TestExperiments } from "../../testing/experiments";
import { type TestResponse, TestSandbox } from "../../testing/sandbox";

const SCIENTIST = "data.scientist@lakestage.example";
const TRACES = "/api/3.0/mlflow/traces";
const ID = "tr-0123456789abcdef";

describe("a trace", () => {
  let sandbox: TestSandbox;
  let dev: TestExperiments;

  const location = (): JsonObject => ({
    type: "MLFLOW_EXPERIMENT",
    mlflow_experiment: { experiment_id: dev.experimentId },
  });
  const info = (members: JsonObject = {}): JsonObject => ({
    trace_id: ID,
    trace_location: location(),
    request_time: "2026-11-30T10:00:00.000Z",
    execution_duration: "1.5s",
    state: "OK",
    trace_metadata: { "mlflow.user": "a" },
    tags: { "mlflow.traceName": "answer" },
    ...members,
  });
  const start = (members?: JsonObject, as?: string): Promise<TestResponse> =>
    dev.call("POST", TRACES, { trace: { trace_info: info(members), spans: [] } }, as);
  const stored = async (): Promise<JsonObject> => {
    const { trace } = await dev.ok("GET", `${TRACES}/${ID}?trace_id=${ID}`);
    return (trace as { trace_info: JsonObject }).trace_info;
  };
  const found = async (filter: string, as?: string): Promise<unknown[]> => {
    const body = { locations: [location()], filter };
    const { traces } = await dev.ok("POST", `${TRACES}/search`, body, as);
    return (traces as JsonObject[]).map(({ trace_id: id }) => id);
  };

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    dev = await TestExperiments.in(sandbox);
    expect((await start()).status).toBe(200);
  });
  afterEach(() => sandbox.stop());

  test("comes back as it was sent, with where its spans are to lie", async () => {
    expect(await stored()).toEqual({
      ...info(),
      tags: {
        "mlflow.traceName": "answer",
        "mlflow.artifactLocation": `dbfs:/databricks/mlflow-tracking/${dev.experimentId}/${ID}/artifacts`,
      },
      assessments: [],
    });
  });

  test.each([
    "name = 'answer' AND status = 'OK'",
    "trace.execution_time_ms > 1000 AND attributes.end_time_ms > 1796032801000",
    "metadata.`mlflow.user` = 'a'",
    "request_id IN ('tr-0', 'tr-0123456789abcdef')",
    "tags.`mlflow.traceName` LIKE 'ans%'",
  ])("is found by %s", async (filter) => {
    expect(await found(filter)).toEqual([ID]);
    const search = { locations: [location()], filter };
    const operation = await dev.ok("POST", "/api/4.0/mlflow/traces/search-long-running", search);
    expect(operation).toMatchObject({ done: true, response: { trace_infos: [{ trace_id: ID }] } });
    expect(await found(`${filter} AND tags.other = 'a'`)).toEqual([]);
  });

  test("is seen and written by whoever may do so with its experiment", async () => {
    const read = { trace_id: ID, experiment_id: dev.experimentId };
    const calls = [
      ["GET", `${TRACES}/${ID}`, undefined],
      ["POST", `${TRACES}/search`, { locations: [location()] }],
      ["GET", `/traces/${ID}/credentials-for-data-download`, undefined],
      ["PATCH", `/traces/${ID}/tags`, { key: "k", value: "v" }],
      ["GET", `/traces/${ID}/credentials-for-data-upload`, undefined],
      ["POST", `${TRACES}/${ID}/assessments`, { assessment: { assessment_name: "good", feedback: { value: 1 } } }],
      ["POST", TRACES, { trace: { trace_info: info() } }],
      ["POST", "/traces/delete-traces", { experiment_id: read.experiment_id, request_ids: [ID] }],
    ] satisfies [string, string, JsonObject | undefined][];
    const statuses = async (): Promise<number[]> => {
      const all: number[] = [];
      for (const [method, path, body] of calls) all.push((await dev.call(method, path, body, SCIENTIST)).status);
      return all;
    };
    expect(await statuses()).toEqual([403, 403, 403, 403, 403, 403, 403, 403]);
    await dev.grant("CAN_READ", SCIENTIST);
    expect(await statuses()).toEqual([200, 200, 200, 403, 403, 403, 403, 403]);
    await dev.grant("CAN_EDIT", SCIENTIST);
    expect(await statuses()).toEqual([200, 200, 200, 200, 200, 200, 200, 200]);
    expect((await dev.call("GET", `${TRACES}/${ID}`)).status).toBe(404);
  });

  test("has its spans at an address that the caller's own token opens, and no other's", async () => {
    const { credential_info: upload } = await dev.ok("GET", `/traces/${ID}/credentials-for-data-upload`);
    const { signed_uri: address, headers } = upload as {
      signed_uri: string;
      headers: { name: string; value: string }[];
    };
    const own = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
    const send = (authorization?: string): Promise<Response> =>
      fetch(address, { method: "PUT", body: "{}", ...(authorization ? { headers: { authorization } } : {}) });
    expect((await send()).status).toBe(401);
    expect((await send(`Bearer ${sandbox.token(SCIENTIST)}`)).status).toBe(403);
    expect((await send(own.Authorization)).status).toBe(204);
    expect(await (await fetch(address, { headers: own })).text()).toBe("{}");
    await dev.ok("POST", "/traces/delete-traces", { experiment_id: dev.experimentId, request_ids: [ID] });
    expect((await fetch(address, { headers: own })).status).toBe(404);
  });

  test("counts the last of the assessments that take each other's place", async () => {
    const assess = async (value: string, more: JsonObject = {}): Promise<string> => {
      const assessment = { assessment_name: "tone", feedback: { value }, ...more };
      const made = (await dev.ok("POST", `${TRACES}/${ID}/assessments`, { assessment })).assessment as JsonObject;
      return String(made.assessment_id);
    };
    const first = await assess("rude");
    const second = await assess("kind", { overrides: first });
    expect([await found("feedback.tone = 'kind'"), await found("feedback.tone = 'rude'")]).toEqual([[ID], []]);
    await dev.ok("PATCH", `${TRACES}/${ID}/assessments/${second}`, {
      assessment: { feedback: { value: "dull" }, rationale: "ignored" },
      update_mask: "feedback",
    });
    expect(await found("feedback.tone = 'dull'")).toEqual([ID]);
    await dev.ok("DELETE", `${TRACES}/${ID}/assessments/${second}`);
    expect(await found("feedback.tone = 'rude'")).toEqual([ID]);
  });

  test.each<[string, JsonObject, string]>([
    ["an experiment that there is not", { trace_location: { mlflow_experiment: { experiment_id: "1" } } }, "id=1"],
    ["a table", { trace_location: { type: "UC_SCHEMA", uc_schema: { catalog_name: "a" } } }, "mlflow_experiment"],
    ["an id that is a path", { trace_id: "../x" }, "Invalid trace ID"],
  ])("is not kept in or under %s", async (_where, members, message) => {
    expect((await start(members)).body.message).toContain(message);
  });
});
