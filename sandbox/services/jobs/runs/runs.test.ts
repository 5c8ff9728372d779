import type { JsonObject } from "../../../control-plane";
import { CLUSTER, checkTask, ENGINEER, notebookTask, SCIENTIST, TestJobs } from "../../../testing/jobs";

let jobs: TestJobs;
let job: number;

beforeAll(async () => {
  jobs = await TestJobs.start();
  job = await jobs.create({ tasks: [checkTask("a"), checkTask("b", "a")] });
  await jobs.share(job, SCIENTIST, "CAN_VIEW");
  await jobs.share(job, ENGINEER, "CAN_MANAGE_RUN");
});
afterAll(() => jobs.stop());

const refused = { status: 403, body: { error_code: "PERMISSION_DENIED" } };
const runs = (query: string, as?: string) => jobs.call("GET", `/api/2.2/jobs/runs/list?${query}`, undefined, as);

test("a start that is allowed is answered with the run, and any other as forbidden", async () => {
  const answer = await jobs.post("run-now", { job_id: job, only: ["+b"] }, ENGINEER);
  expect(answer).toEqual({ status: 200, body: { run_id: answer.body.run_id, number_in_job: answer.body.run_id } });
  expect(await jobs.post("run-now", { job_id: job }, SCIENTIST)).toMatchObject(refused);
});

test.each<[string, JsonObject, string]>([
  ["an unknown job", { job_id: 5 }, "Job 5 does not exist."],
  ["an unknown task", { only: ["c"] }, "has no task 'c'"],
  ["two kinds of parameters", { jar_params: ["x"], notebook_params: { x: "1" } }, "in conjunction with"],
  ["parameters that are too long", { python_params: ["x".repeat(10_001)] }, "can not exceed 10000 bytes"],
  ["a token that is too long", { idempotency_token: "x".repeat(65) }, "at most 64 characters"],
])("a start with %s is refused", async (_case, request, message) => {
  const { status, body } = await jobs.post("run-now", { job_id: job, ...request });
  expect(status).toBe(400);
  expect(body.message).toContain(message);
});

test("a one-time run takes the right to compute, and is held to the rules of jobs", async () => {
  expect((await jobs.post("runs/submit", { tasks: [notebookTask("a", { new_cluster: CLUSTER })] })).status).toBe(200);
  expect(await jobs.post("runs/submit", { tasks: [notebookTask("a")] }, SCIENTIST)).toMatchObject(refused);
  expect((await jobs.post("runs/submit", { tasks: [checkTask("a", "a")] })).status).toBe(400);
});

test("runs are listed for those who may see the job", async () => {
  expect(await runs(`job_id=${job}`, SCIENTIST)).toMatchObject({ status: 200, body: { has_more: false } });
  const secret = await jobs.create({ name: "secret" });
  expect(await runs(`job_id=${secret}`, SCIENTIST)).toMatchObject(refused);
  expect((await runs("job_id=5")).status).toBe(400);
  expect((await runs("active_only=true&completed_only=true")).status).toBe(400);
  expect((await runs("limit=26")).status).toBe(400);
});

test.each([
  ["GET", "get?run_id=7"],
  ["GET", "get-output?run_id=7"],
  ["GET", "export?run_id=7"],
  ["POST", "cancel"],
  ["POST", "delete"],
  ["POST", "repair"],
])("%s runs/%s of a run that is not there is refused", async (method, path) => {
  const body = method === "POST" ? { run_id: 7 } : undefined;
  expect(await jobs.call(method, `/api/2.2/jobs/runs/${path}`, body)).toMatchObject({
    status: 400,
    body: { message: "Run 7 does not exist." },
  });
});

test("all runs are cancelled by those who may run the job", async () => {
  expect((await jobs.post("runs/cancel-all", { job_id: job }, ENGINEER)).status).toBe(200);
  expect(await jobs.post("runs/cancel-all", { job_id: job }, SCIENTIST)).toMatchObject(refused);
  expect((await jobs.post("runs/cancel-all", {})).status).toBe(400);
});
