import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pytest } from "../harness/python";
import { PythonJobs } from "../harness/python-jobs";

const ADMIN = "lakestage-deployer";

/** A Python with the SDK is made once, one for the tasks too, and the SDK's waiters sleep. */
const TIME_LIMIT = 10 * 60_000;

let python: PythonJobs;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lakestage-sdk-runs-"));
  python = await PythonJobs.start();
});
afterAll(async () => {
  await python.stop();
  rmSync(folder, { recursive: true, force: true });
});

test(
  "the official SDK starts jobs, waits for them, reads what they printed, cancels and repairs them",
  async () => {
    const estate = join(folder, "estate.json");
    const told = { workspaces: { dev: python.address }, tokens: { [ADMIN]: python.token } };
    writeFileSync(estate, JSON.stringify(told), { mode: 0o600 });
    const { exitCode, output } = await pytest("official-sdk", "test_job_runs.py", { LAKESTAGE_TEST_ESTATE: estate });
    if (exitCode !== 0) throw new Error(output);
    expect(output).toMatch(/\b4 passed\b/);
  },
  TIME_LIMIT,
);
