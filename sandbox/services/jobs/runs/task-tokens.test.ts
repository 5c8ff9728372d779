import type { JsonObject } from "../../../control-plane";
import { fileTask as work } from "../../../testing/jobs";
import { TestRuns } from "../../../testing/runs";

let runs: TestRuns;
beforeAll(async () => {
  runs = await TestRuns.start();
});
afterAll(() => runs.stop());

async function ask(token: string, method: string, path: string, body?: JsonObject): Promise<Response> {
  return await fetch(`${runs.jobs.workspace.address}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

/** Makes a token with this one, which is whose the token is. */
async function made(token: string): Promise<string> {
  const answer = (await (await ask(token, "POST", "/api/2.0/token/create", { lifetime_seconds: 3600 })).json()) as {
    token_value: string;
  };
  return answer.token_value;
}

const letsIn = async (token: string): Promise<boolean> => (await ask(token, "GET", "/api/2.0/preview/scim/v2/Me")).ok;

test.each(["finish", "fail", "cancel"])(
  "what a task makes of tokens, and what is made with those, ends with the task: %s",
  async (how) => {
    const run = await runs.startTasks([work("a")]);
    const { token } = await runs.running(run, "a");
    const own = await made(token);
    const further = await made(own);
    expect([await letsIn(token), await letsIn(own), await letsIn(further)]).toEqual([true, true, true]);
    if (how === "finish") await runs.finish(run, "a");
    if (how === "fail") await runs.fail(run, "a");
    if (how === "cancel") await runs.call("cancel", { run_id: run });
    await runs.ended(run);
    expect([await letsIn(token), await letsIn(own), await letsIn(further)]).toEqual([false, false, false]);
  },
);

test("what somebody makes of tokens without a task lives on", async () => {
  const run = await runs.startTasks([work("a")]);
  const { token } = await runs.running(run, "a");
  const other = String((await runs.jobs.ok("POST", "/api/2.0/token/create", {})).token_value);
  await runs.finish(run, "a");
  await runs.ended(run);
  expect([await letsIn(token), await letsIn(other)]).toEqual([false, true]);
});
