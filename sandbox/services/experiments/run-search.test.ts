import type { JsonObject } from "../../control-plane";
import { TestExperiments } from "../../testing/experiments";
import { TestSandbox } from "../../testing/sandbox";

let sandbox: TestSandbox;
let dev: TestExperiments;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await TestExperiments.in(sandbox);
  for (const [name, rmse, depth] of [
    ["a", 0.3, "1"],
    ["b", 0.1, "10"],
    ["c", 0.2, "2"],
  ] as const) {
    const run_id = await dev.run({ run_name: name, start_time: name.charCodeAt(0) });
    await dev.ok("POST", "/runs/log-batch", {
      run_id,
      metrics: [{ key: "val rmse", value: rmse, timestamp: 1 }],
      params: [{ key: "depth", value: depth }],
      tags: [{ key: "team", value: `Team ${name}` }],
    });
  }
  const run_id = await dev.run({ run_name: "d", start_time: "d".charCodeAt(0) });
  await dev.ok("POST", "/runs/update", { run_id, status: "FAILED" });
  const dataset = { name: "flights", digest: "d1", source_type: "delta", source: "{}" };
  await dev.ok("POST", "/runs/log-inputs", { run_id, datasets: [{ dataset }] });
});
afterAll(() => sandbox.stop());

async function found(request: JsonObject): Promise<string> {
  const { runs = [] } = await dev.ok("POST", "/runs/search", { experiment_ids: [dev.experimentId], ...request });
  return (runs as { info: { run_name: string } }[]).map(({ info }) => info.run_name).join("");
}

test.each([
  ["", "dcba"],
  ["metrics.`val rmse` < 0.3", "cb"],
  ['metric."val rmse" >= 0.2 AND metrics.`val rmse` != 0.3', "c"],
  ["params.depth = '10'", "b"],
  ["params.depth != '10'", "ca"],
  ["params.depth IS NULL", "d"],
  ["params.depth IS NOT NULL and tags.team LIKE 'Team %'", "cba"],
  ["tags.team ILIKE 'TEAM _'", "cba"],
  ["tag.team LIKE 'team %'", ""],
  ["attributes.run_name IN ('a', 'b', 'x')", "ba"],
  ["run_name NOT IN ('a', 'b')", "dc"],
  ["status = 'FAILED'", "d"],
  ["attributes.start_time > 98 AND start_time <= 99", "c"],
  ["dataset.name = 'flights'", "d"],
  ["params.depth = 'a AND b'", ""],
])("runs that match %p are found, the newest first", async (filter, names) => {
  expect(await found({ filter })).toBe(names);
});

test.each([
  [["metrics.`val rmse`"], "bcad"],
  [["metrics.`val rmse` DESC"], "acbd"],
  [["params.depth ASC"], "abcd"],
  [["attributes.start_time ASC"], "abcd"],
  [["status DESC", "run_name"], "abcd"],
])("ordered by %p, with those that have no value last", async (order_by, names) => {
  expect(await found({ order_by })).toBe(names);
});

test.each([
  ["metrics.rmse = 'a'", "Expected a number"],
  ["params.depth = 10", "Expected a quoted string"],
  ["params.depth > '1'", "Invalid comparator '>'"],
  ["attributes.mood = 'a'", "Invalid attribute key 'mood'"],
  ["colour.red = 'a'", "Invalid entity type 'colour'"],
  ["status = 'A' OR status = 'B'", "Invalid filter at 'OR status"],
  ["metrics.rmse <", "Invalid filter at 'metrics.rmse <'"],
])("the filter %p is refused", async (filter, message) => {
  const response = await dev.call("POST", "/runs/search", { experiment_ids: [dev.experimentId], filter });
  expect(response).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } });
});

test("what was found comes in pages", async () => {
  const request = { experiment_ids: [dev.experimentId], max_results: 3 };
  const first = await dev.ok("POST", "/runs/search", request);
  expect(first.runs).toHaveLength(3);
  const second = await dev.ok("POST", "/runs/search", { ...request, page_token: first.next_page_token as string });
  expect(second).toMatchObject({ runs: [{ info: { run_name: "a" } }] });
  expect(second.next_page_token).toBeUndefined();
});

test("deleted runs are found only when they are asked for", async () => {
  const run_id = await dev.run({ run_name: "x" });
  await dev.ok("POST", "/runs/delete", { run_id });
  expect(await found({})).toBe("dcba");
  expect(await found({ run_view_type: "DELETED_ONLY" })).toBe("x");
  expect(await found({ run_view_type: "ALL" })).toBe("xdcba");
});

test("an experiment that the caller may not see is not searched", async () => {
  const request = { experiment_ids: [dev.experimentId] };
  expect((await dev.call("POST", "/runs/search", request, "outsider@lakestage.example")).status).toBe(403);
});
