import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jobsBackground } from "../../sandbox/services/jobs/background";
import { taskExecutor } from "../../sandbox/services/jobs/task-executors";
import { TestJobs } from "../../sandbox/testing/jobs";
import { pytest } from "../harness/python";

const ADMIN = "lakestage-deployer";

/** A Python with the SDK is made once, one for the tasks too, and the SDK's waiters sleep. */
const TIME_LIMIT = 10 * 60_000;

let jobs: TestJobs;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lakestage-sdk-runs-"));
  const estate = join(folder, "estate");
  mkdirSync(estate);
  jobs = await TestJobs.start({
    background: (kernel) =>
      jobsBackground(
        kernel,
        taskExecutor({
          perform: kernel.perform,
          folder: join(folder, "tasks"),
          estate,
          checkouts: [estate],
          limits: { memoryBytes: 300 * 1024 * 1024, graceSeconds: 1 },
          tell: () => {},
        }),
      ),
  });
});
afterAll(async () => {
  await jobs.stop();
  rmSync(folder, { recursive: true, force: true });
});

test(
  "the official SDK starts jobs, waits for them, reads what they printed, cancels and repairs them",
  async () => {
    const estate = join(folder, "estate.json");
    const tokens = { [ADMIN]: jobs.sandbox.token(ADMIN) };
    writeFileSync(estate, JSON.stringify({ workspaces: { dev: jobs.workspace.address }, tokens }), { mode: 0o600 });
    const { exitCode, output } = await pytest("official-sdk", "test_job_runs.py", { LAKESTAGE_TEST_ESTATE: estate });
    if (exitCode !== 0) throw new Error(output);
    expect(output).toMatch(/\b4 passed\b/);
  },
  TIME_LIMIT,
);
