import { setTimeout as pause } from "node:timers/promises";
import type { JsonObject } from "../../../control-plane";
import { fileTask } from "../../../testing/jobs";
import { TABLE, withPredictions } from "../../../testing/monitored-table";
import { TestRuns } from "../../../testing/runs";
import { TestVolume } from "../../../testing/volume";
import { noteTableUpdate } from "../../unity-catalog/table-updates";

let runs: TestRuns;
beforeAll(async () => {
  runs = await TestRuns.start();
});
afterAll(() => runs.stop());

const HOUR = 3600;
const HOURLY = { quartz_cron_expression: "0 0 * * * ?", timezone_id: "UTC" };

const runsOf = async (job: number): Promise<JsonObject[]> =>
  ((await runs.jobs.ok("GET", `/api/2.2/jobs/runs/list?job_id=${job}`)).runs ?? []) as JsonObject[];

/** The job's runs once there are so many. */
async function started(job: number, count: number): Promise<JsonObject[]> {
  for (let looked = 0; looked < 400; looked++) {
    const found = await runsOf(job);
    if (found.length >= count) return found;
    await pause(5);
  }
  throw new Error("nothing started the job");
}

/** After what has been committed was looked at. */
const settled = (): Promise<void> => pause(30);

test("a schedule starts runs at its times; a paused one does not, and one that is changed goes by the new", async () => {
  const job = await runs.jobs.create({ tasks: [fileTask("a")], schedule: HOURLY });
  const paused = await runs.jobs.create({ tasks: [fileTask("a")], schedule: { ...HOURLY, pause_status: "PAUSED" } });
  await settled();
  runs.clock.pass(HOUR);
  const [run] = await started(job, 1);
  expect(run).toMatchObject({ trigger: "PERIODIC", schedule: HOURLY });
  await runs.finish(Number(run?.run_id), "a");
  expect(await runsOf(paused)).toEqual([]);
  await runs.jobs.ok("POST", "/api/2.2/jobs/update", {
    job_id: job,
    new_settings: { schedule: { ...HOURLY, pause_status: "PAUSED" } },
  });
  await settled();
  runs.clock.pass(2 * HOUR);
  await settled();
  expect(await runsOf(job)).toHaveLength(1);
});

test("a sandbox whose triggers are paused starts nothing by itself, and what is asked for as ever", async () => {
  const still = await TestRuns.start({ triggersPaused: true });
  const tasks = [fileTask("a")];
  const timed = await still.jobs.create({ tasks, schedule: HOURLY });
  const continuous = await still.jobs.create({ tasks, continuous: { pause_status: "UNPAUSED" } });
  await settled();
  still.clock.pass(2 * HOUR);
  await settled();
  expect((await still.jobs.ok("GET", "/api/2.2/jobs/runs/list")).runs ?? []).toEqual([]);
  await still.startJob(timed);
  expect((await still.jobs.ok("GET", `/api/2.2/jobs/runs/list?job_id=${continuous}`)).runs ?? []).toEqual([]);
  expect((await still.jobs.ok("GET", "/api/2.2/jobs/runs/list")).runs).toHaveLength(1);
  await still.stop();
});

test("a periodic trigger starts runs at its interval", async () => {
  const trigger = { periodic: { interval: 2, unit: "DAYS" } };
  const job = await runs.jobs.create({ tasks: [fileTask("a")], trigger });
  await settled();
  runs.clock.pass(47 * HOUR);
  await settled();
  expect(await runsOf(job)).toEqual([]);
  runs.clock.pass(2 * HOUR);
  const [run] = await started(job, 1);
  await runs.finish(Number(run?.run_id), "a");
});

test("a continuous job runs again when it has ended, and waits longer and longer after failures", async () => {
  const job = await runs.jobs.create({ tasks: [fileTask("a")], continuous: { pause_status: "UNPAUSED" } });
  const [first] = await started(job, 1);
  expect(first?.trigger).toBe("CONTINUOUS");
  await runs.fail(Number(first?.run_id), "a");
  await runs.ended(Number(first?.run_id));
  runs.clock.pass(31);
  const [second] = await started(job, 2);
  await runs.fail(Number(second?.run_id), "a");
  await runs.ended(Number(second?.run_id));
  runs.clock.pass(31);
  await settled();
  expect(await runsOf(job)).toHaveLength(2);
  runs.clock.pass(30);
  const [third] = await started(job, 3);
  await runs.jobs.ok("POST", "/api/2.2/jobs/delete", { job_id: job });
  await runs.gone(Number(third?.run_id));
});

test("a commit to a watched table starts a run, after the pauses that are asked for", async () => {
  const { sandbox } = runs.jobs;
  await withPredictions(sandbox);
  const commit = (): void => sandbox.store.transaction(() => noteTableUpdate(sandbox.store, "Sales.raw.predictions"));
  commit();
  const table_update = {
    table_names: [TABLE],
    wait_after_last_change_seconds: 60,
    min_time_between_triggers_seconds: 600,
  };
  const parameters = [
    "{{job.trigger.table_update.updated_tables}}",
    `{{job.trigger.table_update.${TABLE}.commit_timestamp.iso_date}}`,
  ];
  const task = { ...fileTask("a"), spark_python_task: { python_file: "/Workspace/Shared/a.py", parameters } };
  const job = await runs.jobs.create({ tasks: [task], trigger: { table_update } });
  await settled();
  runs.clock.pass(700);
  await settled();
  expect(await runsOf(job)).toEqual([]);
  commit();
  await settled();
  runs.clock.pass(61);
  const [run] = await started(job, 1);
  expect(run?.trigger).toBe("TABLE");
  const executed = await runs.running(Number(run?.run_id), "a");
  expect(executed.task.resolved?.spark_python_task?.parameters).toEqual([
    JSON.stringify([TABLE]),
    expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  ]);
  await runs.finish(Number(run?.run_id), "a");
  commit();
  await settled();
  runs.clock.pass(100);
  await settled();
  expect(await runsOf(job)).toHaveLength(1);
  runs.clock.pass(500);
  const [second] = await started(job, 2);
  await runs.finish(Number(second?.run_id), "a");
});

test("a file that arrives starts a run; one that is written again does not", async () => {
  const volume = await TestVolume.in(runs.jobs.sandbox);
  const write = (path: string): Promise<Response> => volume.file("PUT", `${path}?overwrite=true`, { bytes: "x" });
  await write("/in/old.csv");
  const url = `${TestVolume.PATH}/in/`;
  const job = await runs.jobs.create({ tasks: [fileTask("a")], trigger: { file_arrival: { url } } });
  await settled();
  await write("/in/old.csv");
  await write("/elsewhere.csv");
  await settled();
  expect(await runsOf(job)).toEqual([]);
  await write("/in/deep/new.csv");
  const [run] = await started(job, 1);
  expect(run?.trigger).toBe("FILE_ARRIVAL");
  await runs.finish(Number(run?.run_id), "a");
});
