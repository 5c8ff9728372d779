import { DatabricksCli, kindsOf, plannedActions, whyNoDatabricks } from "./databricks-cli/cli";
import { BundleWorkspace } from "./databricks-cli/workspace";
import { PythonJobs } from "./harness/python-jobs";
import { withoutTrash } from "./harness/trash";

/** For a busy machine. */
const TIME_LIMIT = 5 * 60_000;
const KINDS = 29;

const impediment = whyNoDatabricks();
// With a reporter that shows no skipped tests, the reason is still to be seen.
if (impediment) process.stderr.write(`The databricks command's tests are skipped: ${impediment}\n`);
const withCli = impediment ? describe.skip : describe;

withCli(`Databricks' own command-line tool${impediment ? ` (skipped: ${impediment})` : ""}`, () => {
  let workspace: BundleWorkspace;
  let cli: DatabricksCli;

  beforeAll(async () => {
    workspace = await BundleWorkspace.start();
    cli = new DatabricksCli(workspace.address, workspace.token, "bundle");
  }, TIME_LIMIT);

  afterAll(async () => {
    cli?.dispose();
    await workspace?.stop();
  });

  test(
    "deploys a bundle of every kind, then plans nothing, and destroys it",
    async () => {
      const before = withoutTrash(workspace.inventory());
      await cli.bundle("deploy");
      const actions = plannedActions(await cli.bundle("plan", "-o", "json"));
      expect([...actions].filter(([, action]) => action !== "skip")).toEqual([]);
      expect(kindsOf(actions.keys()).size).toBe(KINDS);
      await cli.bundle("destroy", "--auto-approve");
      await workspace.clean();
      expect(withoutTrash(workspace.inventory())).toEqual(before);
    },
    TIME_LIMIT,
  );
});

withCli("Databricks' own command-line tool, with jobs that run", () => {
  let python: PythonJobs;
  let cli: DatabricksCli;

  beforeAll(async () => {
    python = await PythonJobs.start();
    cli = new DatabricksCli(python.address, python.token, "run-bundle");
    await cli.bundle("deploy");
  }, TIME_LIMIT);

  afterAll(async () => {
    cli?.dispose();
    await python?.stop();
  });

  /** The job that the bundle deployed. */
  const jobId = async (): Promise<string> => {
    const [job] = JSON.parse(await cli.run("jobs", "list", "-o", "json")) as { job_id: number }[];
    return String(job?.job_id);
  };

  test(
    "runs a bundle's job to its end, and shows what its tasks printed",
    async () => {
      const printed = await cli.bundle("run", "greeting", "--params", "whom=world");
      expect(printed).toContain("Hello, world");
      expect(printed).toMatch(/Hello, \d+/);
      await expect(cli.bundle("run", "greeting", "--params", "whom=trouble")).rejects.toThrow(/FAILED/);
    },
    TIME_LIMIT,
  );

  test(
    "starts a job, waits for it, and reads a task's output",
    async () => {
      const request = { job_id: Number(await jobId()), job_parameters: { whom: "you" } };
      const run = JSON.parse(await cli.run("jobs", "run-now", "--json", JSON.stringify(request), "-o", "json"));
      expect(run.state).toMatchObject({ life_cycle_state: "TERMINATED", result_state: "SUCCESS" });
      const greet = run.tasks.find(({ task_key: key }: { task_key: string }) => key === "greet");
      const output = JSON.parse(await cli.run("jobs", "get-run-output", String(greet.run_id), "-o", "json"));
      expect(output.logs).toContain("Hello, you");
      const listed = JSON.parse(await cli.run("jobs", "list-runs", "--job-id", String(request.job_id), "-o", "json"));
      expect(listed.map(({ run_id: id }: { run_id: number }) => id)).toContain(run.run_id);
    },
    TIME_LIMIT,
  );
});
