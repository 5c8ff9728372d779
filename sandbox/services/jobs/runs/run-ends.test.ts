import type { JsonObject } from "../../../control-plane";
import { ENGINEER, SCIENTIST, fileTask as work } from "../../../testing/jobs";
import { TestRuns } from "../../../testing/runs";

let runs: TestRuns;
beforeAll(async () => {
  runs = await TestRuns.start();
});
afterAll(() => runs.stop());

const after = (key: string): JsonObject => ({ depends_on: [{ task_key: key }] });

test("a task is tried again so often as it says, and not before its interval", async () => {
  const run = await runs.startTasks([work("a", { max_retries: 2, min_retry_interval_millis: 60_000 })]);
  await runs.fail(run, "a");
  expect(await runs.inState(run, "RUNNING")).toMatchObject({
    tasks: [{ attempt_number: 1, state: { life_cycle_state: "WAITING_FOR_RETRY" }, status: { state: "WAITING" } }],
  });
  runs.clock.pass(61);
  await runs.fail(run, "a");
  runs.clock.pass(61);
  await runs.finish(run, "a");
  const ended = await runs.ended(run);
  expect(ended).toMatchObject({ state: { result_state: "SUCCESS" }, tasks: [{ attempt_number: 2 }] });
  const history = await runs.get(run, "&include_history=true");
  expect((history.tasks as JsonObject[]).map(({ attempt_number: attempt }) => attempt)).toEqual([0, 1, 2]);
});

test("a task that takes too long is ended, and tried again only where it says so", async () => {
  const run = await runs.startTasks([
    work("late", { timeout_seconds: 10, max_retries: 1 }),
    work("again", { timeout_seconds: 10, max_retries: 1, retry_on_timeout: true }),
  ]);
  await runs.running(run, "late");
  await runs.running(run, "again");
  await runs.inState(run, "RUNNING");
  runs.clock.pass(11);
  await runs.inState(run, "RUNNING");
  const tries = (): number =>
    runs.executed.filter((each) => each.run.run_id === run && each.task.task_key === "again").length;
  while (tries() < 2) await new Promise(setImmediate);
  await runs.finish(run, "again");
  expect(TestRuns.results(await runs.ended(run))).toEqual({ late: "TIMEDOUT", again: "SUCCESS" });
});

test("a run that takes too long is ended with all of its tasks", async () => {
  const run = await runs.startTasks([work("a"), work("b", after("a"))], { timeout_seconds: 30 });
  const { listener: _, ...executed } = await runs.running(run, "a");
  await runs.inState(run, "RUNNING");
  runs.clock.pass(31);
  const ended = await runs.ended(run);
  expect(ended.state).toMatchObject({ result_state: "TIMEDOUT", user_cancelled_or_timedout: true });
  expect(TestRuns.results(ended)).toEqual({ a: "TIMEDOUT", b: "TIMEDOUT" });
  expect(executed.task.task_key).toBe("a");
});

test("a cancelled run ends what runs, begins nothing more, and is not tried again", async () => {
  const run = await runs.startTasks([work("a", { max_retries: 3 }), work("b", after("a"))]);
  const executed = await runs.running(run, "a");
  expect((await runs.call("cancel", { run_id: run })).status).toBe(200);
  const ended = await runs.ended(run);
  expect(executed.isStopped).toBe(true);
  expect(TestRuns.results(ended)).toEqual({ a: "CANCELED", b: "CANCELED" });
  expect(ended.status).toMatchObject({ termination_details: { code: "USER_CANCELED" } });
  expect((await runs.call("cancel", { run_id: run })).status).toBe(200);
});

test("one run at a time: the next waits in the queue, and begins when there is room", async () => {
  const job = await runs.jobs.create({ tasks: [work("a")], max_concurrent_runs: 1 });
  const [first, second, third] = [await runs.startJob(job), await runs.startJob(job), await runs.startJob(job)];
  await runs.running(first, "a");
  expect(await runs.get(second)).toMatchObject({
    state: { life_cycle_state: "QUEUED" },
    status: { state: "QUEUED", queue_details: { code: "MAX_CONCURRENT_RUNS_REACHED" } },
  });
  expect((await runs.call("cancel", { run_id: second })).status).toBe(200);
  expect((await runs.ended(second)).state).toMatchObject({ result_state: "CANCELED" });
  await runs.finish(first, "a");
  await runs.finish(third, "a");
  await runs.ended(third);
});

test("without a queue a start beyond the maximum is skipped", async () => {
  const job = await runs.jobs.create({ tasks: [work("a")], queue: { enabled: false } });
  const first = await runs.startJob(job);
  expect((await runs.get(await runs.startJob(job))).state).toMatchObject({
    life_cycle_state: "SKIPPED",
    result_state: "MAXIMUM_CONCURRENT_RUNS_REACHED",
  });
  await runs.finish(first, "a");
});

test("a token starts one run, however often it is sent", async () => {
  const job = await runs.jobs.create({ tasks: [work("a")] });
  const first = await runs.startJob(job, { idempotency_token: "once" });
  expect(await runs.startJob(job, { idempotency_token: "once" })).toBe(first);
  await runs.finish(first, "a");
});

test("a repair runs what failed again, with what depends on it, and keeps what succeeded", async () => {
  const run = await runs.startTasks([work("a"), work("b", after("a")), work("c", after("b"))]);
  await runs.finish(run, "a", { values: { uri: "m" } });
  expect(await runs.call("repair", { run_id: run, rerun_all_failed_tasks: true })).toMatchObject({ status: 400 });
  await runs.fail(run, "b");
  await runs.ended(run);
  const { body } = await runs.call("repair", { run_id: run, rerun_all_failed_tasks: true });
  await runs.finish(run, "b");
  await runs.finish(run, "c");
  const ended = await runs.ended(run);
  expect(TestRuns.results(ended)).toEqual({ a: "SUCCESS", b: "SUCCESS", c: "SUCCESS" });
  expect((await runs.running(run, "c")).values).toEqual({ a: { uri: "m" } });
  const history = await runs.get(run, "&include_history=true");
  expect(history.repair_history).toMatchObject([
    { type: "ORIGINAL", state: { result_state: "FAILED" } },
    { type: "REPAIR", id: body.repair_id, state: { result_state: "SUCCESS" } },
  ]);
  expect(await runs.call("repair", { run_id: run, rerun_tasks: ["c"] })).toMatchObject({ status: 400 });
  const latest = { run_id: run, rerun_tasks: ["a"], rerun_dependent_tasks: true, latest_repair_id: body.repair_id };
  expect((await runs.call("repair", latest)).status).toBe(200);
  for (const key of ["a", "b", "c"]) await runs.finish(run, key);
  await runs.ended(run);
});

test("runs go with their job: what runs is ended first", async () => {
  const job = await runs.jobs.create({ tasks: [work("a")], max_concurrent_runs: 2 });
  const [done, run] = [await runs.startJob(job), await runs.startJob(job)];
  await runs.finish(done, "a");
  await runs.ended(done);
  const executed = await runs.running(run, "a");
  await runs.jobs.ok("POST", "/api/2.2/jobs/delete", { job_id: job });
  await runs.gone(done);
  await runs.gone(run);
  expect(executed.isStopped).toBe(true);
});

test("who sees a job sees its runs; who may run it starts, cancels and repairs them; others are refused", async () => {
  const job = await runs.jobs.create({ tasks: [work("a")] });
  const refused = { status: 403, body: { error_code: "PERMISSION_DENIED" } };
  expect(await runs.jobs.post("run-now", { job_id: job }, SCIENTIST)).toMatchObject(refused);
  await runs.jobs.share(job, SCIENTIST, "CAN_VIEW");
  await runs.jobs.share(job, ENGINEER, "CAN_MANAGE_RUN");
  const run = await runs.startJob(job, {}, ENGINEER);
  const path = `/api/2.2/jobs/runs/get?run_id=${run}`;
  expect((await runs.jobs.call("GET", path, undefined, SCIENTIST)).body).toMatchObject({ creator_user_name: ENGINEER });
  expect(await runs.call("cancel", { run_id: run }, SCIENTIST)).toMatchObject(refused);
  expect(await runs.call("repair", { run_id: run, rerun_tasks: ["a"] }, SCIENTIST)).toMatchObject(refused);
  expect(await runs.call("delete", { run_id: run }, SCIENTIST)).toMatchObject(refused);
  expect(await runs.call("cancel", { run_id: run }, ENGINEER)).toMatchObject({ status: 200 });
  await runs.ended(run);
  expect((await runs.call("delete", { run_id: run }, ENGINEER)).status).toBe(200);
  expect(await runs.jobs.call("GET", path)).toMatchObject({ status: 400 });
});

test("a task's token is its run-as identity's, in its own workspace, and dies with it", async () => {
  const run = await runs.startTasks([work("a")], { run_as: { user_name: SCIENTIST } });
  const { token, host } = await runs.running(run, "a");
  const me = () => fetch(`${host}/api/2.0/preview/scim/v2/Me`, { headers: { authorization: `Bearer ${token}` } });
  expect(await (await me()).json()).toMatchObject({ userName: SCIENTIST });
  const other = await runs.jobs.sandbox.workspace("staging", { everybodyIsIn: true });
  const elsewhere = await fetch(`${other.address}/api/2.0/preview/scim/v2/Me`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(elsewhere.status).toBe(403);
  await runs.finish(run, "a");
  await runs.ended(run);
  expect((await me()).status).toBe(403);
});

test("runs are listed the newest first, in pages, by job and by whether they have ended", async () => {
  const job = await runs.jobs.create({ tasks: [work("a")], max_concurrent_runs: 10 });
  const started: number[] = [];
  for (let count = 0; count < 5; count++) started.unshift(await runs.startJob(job));
  const list = (query: string): Promise<JsonObject> =>
    runs.jobs.ok("GET", `/api/2.2/jobs/runs/list?job_id=${job}${query}`);
  const ids = (page: JsonObject): number[] => ((page.runs ?? []) as JsonObject[]).map(({ run_id: id }) => Number(id));
  const first = await list("&limit=2");
  expect(ids(first)).toEqual(started.slice(0, 2));
  expect(ids(await list(`&limit=2&page_token=${first.next_page_token}`))).toEqual(started.slice(2, 4));
  for (const run of started.slice(1)) await runs.finish(run, "a");
  for (const run of started.slice(1)) await runs.ended(run);
  expect(ids(await list("&active_only=true"))).toEqual(started.slice(0, 1));
  expect(ids(await list("&completed_only=true"))).toEqual(started.slice(1));
});

test("a run is kept for sixty days", async () => {
  const run = await runs.startTasks([work("a")]);
  await runs.finish(run, "a");
  await runs.ended(run);
  runs.clock.pass(59 * 86_400);
  const later = await runs.startTasks([work("a")]);
  await runs.finish(later, "a");
  await runs.ended(later);
  expect((await runs.get(run)).run_id).toBe(run);
  runs.clock.pass(2 * 86_400);
  const last = await runs.startTasks([work("a")]);
  await runs.finish(last, "a");
  await runs.ended(last);
  const gone = await runs.jobs.call("GET", `/api/2.2/jobs/runs/get?run_id=${run}`);
  expect(gone).toMatchObject({ status: 400, body: { message: `Run ${run} does not exist.` } });
});

test("what is done for a task before it begins is its state's message, until it begins", async () => {
  const prepared = await TestRuns.start({}, false);
  try {
    const run = await prepared.startTasks([work("a")]);
    const { listener } = await prepared.running(run, "a");
    const state = async (): Promise<unknown> => ((await prepared.get(run)).tasks as JsonObject[])[0]?.state;
    listener.preparing("Installing libraries");
    expect(await state()).toMatchObject({ life_cycle_state: "PENDING", state_message: "Installing libraries" });
    listener.started();
    expect(await state()).toMatchObject({ life_cycle_state: "RUNNING", state_message: "In run" });
    listener.preparing("Installing libraries");
    expect(await state()).toMatchObject({ life_cycle_state: "RUNNING", state_message: "In run" });
    await prepared.finish(run, "a");
    await prepared.ended(run);
  } finally {
    await prepared.stop();
  }
});
