import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { JsonObject } from "../../../control-plane";
import { fileTask } from "../../../testing/jobs";
import { TestRuns } from "../../../testing/runs";
import type { OutgoingMessage } from "./outbox";

let runs: TestRuns;
let receiver: Server;
const received: { authorization: string | undefined; body: JsonObject }[] = [];
let destination: string;
let elsewhere: string;

beforeAll(async () => {
  runs = await TestRuns.start();
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      received.push({
        authorization: request.headers.authorization,
        body: JSON.parse(Buffer.concat(chunks).toString()),
      });
      response.end();
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => receiver.once("listening", resolve));
  const { port } = receiver.address() as AddressInfo;
  destination = await newDestination(`http://127.0.0.1:${port}/hook`);
  elsewhere = await newDestination("https://hooks.lakestage.example/hook");
});
afterAll(async () => {
  receiver.close();
  await runs.stop();
});

async function newDestination(url: string): Promise<string> {
  const config = { generic_webhook: { url, username: "u", password: "p" } };
  const { id } = await runs.jobs.ok("POST", "/api/2.0/notification-destinations", { display_name: "hook", config });
  return String(id);
}

/** What is kept of the messages about a run and its tasks, as the operator sees them. */
async function messages(run: JsonObject): Promise<OutgoingMessage[]> {
  const { sandbox, workspace } = runs.jobs;
  const authorization = `Bearer ${sandbox.tokens.forOperator()}`;
  const answer = await fetch(`${workspace.address}/_sandbox/notifications`, { headers: { authorization } });
  const ids = [run.run_id, ...(run.tasks as JsonObject[]).map(({ run_id: id }) => id)];
  return ((await answer.json()) as OutgoingMessage[]).filter(({ run_id: id }) => ids.includes(id));
}

const EVERYBODY = "team@lakestage.example";

test("the start, the end and a long duration of a run are told by e-mail, each once", async () => {
  const events = ["on_start", "on_success", "on_failure", "on_duration_warning_threshold_exceeded"];
  const job = await runs.jobs.create({
    name: "told",
    tasks: [fileTask("a")],
    email_notifications: Object.fromEntries(events.map((event) => [event, [EVERYBODY]])),
    health: { rules: [{ metric: "RUN_DURATION_SECONDS", op: "GREATER_THAN", value: 60 }] },
  });
  const run = await runs.startJob(job);
  await runs.running(run, "a");
  await runs.inState(run, "RUNNING");
  runs.clock.pass(61);
  await runs.inState(run, "RUNNING");
  await runs.finish(run, "a");
  const sent = await messages(await runs.ended(run));
  expect(sent.map(({ event, to, state }) => [event, to, state])).toEqual([
    ["on_start", EVERYBODY, "kept"],
    ["on_duration_warning_threshold_exceeded", EVERYBODY, "kept"],
    ["on_success", EVERYBODY, "kept"],
  ]);
});

test("a task's failure is posted as the service does, to loopback alone", async () => {
  const webhook_notifications = { on_failure: [{ id: destination }, { id: elsewhere }] };
  const run = await runs.startTasks([fileTask("a", { webhook_notifications })], { name: "hooked" });
  await runs.fail(run, "a");
  const ended = await runs.ended(run);
  while (received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const [task] = ended.tasks as JsonObject[];
  expect(received).toEqual([
    {
      authorization: `Basic ${Buffer.from("u:p").toString("base64")}`,
      body: {
        event_type: "jobs.on_failure",
        workspace_id: String(runs.jobs.workspace.id),
        task: { task_key: "a" },
        run: { run_id: String(task?.run_id), parent_run_id: String(run) },
        job: { job_id: String(ended.job_id), name: "hooked" },
      },
    },
  ]);
  const states = async (): Promise<string[]> => (await messages(ended)).map(({ state }) => state);
  while ((await states()).includes("waiting")) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await states()).toEqual(["sent", "failed"]);
});

test("who asked not to hear of skipped or cancelled runs does not", async () => {
  const job = await runs.jobs.create({
    tasks: [fileTask("a")],
    queue: { enabled: false },
    email_notifications: { on_failure: [EVERYBODY] },
    notification_settings: { no_alert_for_skipped_runs: true, no_alert_for_canceled_runs: true },
  });
  const first = await runs.startJob(job);
  const second = await runs.startJob(job);
  await runs.call("cancel", { run_id: first });
  expect(await messages(await runs.ended(first))).toEqual([]);
  const skipped = await runs.get(second);
  expect(await messages({ ...skipped, tasks: [] })).toEqual([]);
});
