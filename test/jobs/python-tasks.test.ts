import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import execa from "execa";
import { EnvironmentError, pythonEnvironment } from "../../sandbox/compute/python";
import type { JsonObject } from "../../sandbox/control-plane";
import { CLUSTER } from "../../sandbox/testing/jobs";
import { TestVolume } from "../../sandbox/testing/volume";
import { PythonJobs } from "../harness/python-jobs";

// Processes are started for real here, and an environment is made once.
jest.setTimeout(300_000);

let python: PythonJobs;

beforeAll(async () => {
  python = await PythonJobs.start();
});
afterAll(() => python.stop());

const pythonTask = (key: string, source: string, more?: JsonObject): JsonObject => python.task(key, source, more);

const run = (...tasks: JsonObject[]): Promise<JsonObject> => python.run(...tasks);

const outputOf = (done: JsonObject, key?: string): Promise<JsonObject> => python.outputOf(done, key);

test("a file of a Git folder runs with its parameters, and with its own environment and nothing of the machine's", async () => {
  process.env.LAKESTAGE_TEST_SECRET = "of the machine";
  const done = await run(
    pythonTask("report", "import os, sys, json\nprint(json.dumps([sys.argv[1:], dict(os.environ)]))"),
  );
  expect(done.state).toMatchObject({ life_cycle_state: "TERMINATED", result_state: "SUCCESS" });
  const { logs } = await outputOf(done);
  const [parameters, environment] = JSON.parse(String(logs));
  expect(parameters).toEqual(["one", String(done.run_id)]);
  expect(environment).toMatchObject({
    DATABRICKS_HOST: python.jobs.workspace.address,
    MLFLOW_REGISTRY_URI: "databricks-uc",
    DATABRICKS_TASK_KEY: "report",
  });
  expect(environment).not.toHaveProperty("LAKESTAGE_TEST_SECRET");
});

test("what a task raises is its error, with a trace of its own code; an exit code is told, too", async () => {
  const raised = await run(pythonTask("raises", "def check():\n    raise ValueError('too few rows')\n\ncheck()\n"));
  expect(raised.state).toMatchObject({
    life_cycle_state: "INTERNAL_ERROR",
    result_state: "FAILED",
    state_message: "Task raises failed with message: Workload failed, see run output for details.",
  });
  const { error, error_trace: trace, logs } = await outputOf(raised);
  expect(error).toBe("ValueError: too few rows");
  expect(trace).toMatch(/raises\.py", line 4.*raises\.py", line 2/s);
  expect(trace).not.toContain("task.py");
  expect(logs).toContain("ValueError: too few rows");
  expect(await outputOf(await run(pythonTask("exits", "import sys; sys.exit(3)")))).toMatchObject({
    error: "SystemExit: 3",
  });
});

test("a task ends as Python does: it waits for its threads, and what it left open is written", async () => {
  const source = [
    "import atexit, threading, time",
    "from concurrent.futures import ThreadPoolExecutor",
    "atexit.register(print, 'registered')",
    "threading.Thread(target=lambda: (time.sleep(0.3), print('thread'))).start()",
    "pool = ThreadPoolExecutor(1)",
    "pool.submit(lambda: (time.sleep(0.1), print('pool')))",
    "left_open = open('left-open', 'w')",
    "left_open.write('written')",
    "print('last line')",
  ].join("\n");
  const done = await run(pythonTask("ends", source));
  expect(String((await outputOf(done)).logs).split("\n")).toEqual(["last line", "pool", "thread", "registered", ""]);
  expect(readFileSync(join(python.checkout, "left-open"), "utf8")).toBe("written");
  const said = await run(pythonTask("says", "raise SystemExit('no rows')"));
  expect(await outputOf(said)).toMatchObject({ error: "SystemExit: no rows", logs: "no rows\n" });
});

test("what a task leaves is a later task's, as value and as parameter", async () => {
  const done = await run(
    pythonTask("train", "dbutils.jobs.taskValues.set('uri', 'models:/m/1')"),
    pythonTask("deploy", "import sys\nprint(sys.argv[1], dbutils.jobs.taskValues.get('train', 'uri'))", {
      depends_on: [{ task_key: "train" }],
      spark_python_task: {
        python_file: PythonJobs.pathOf("deploy.py"),
        parameters: ["{{tasks.train.values.uri}}"],
      },
    }),
  );
  expect((await outputOf(done, "deploy")).logs).toBe("models:/m/1 models:/m/1\n");
});

test("a notebook runs cell by cell, reads its widgets, and ends with a value", async () => {
  const source = [
    "# Databricks notebook source",
    "dbutils.widgets.text('day', 'none')",
    "# COMMAND ----------",
    "# MAGIC %run ./helper",
    "# COMMAND ----------",
    "dbutils.notebook.exit(helped(dbutils.widgets.get('day')))",
    "# COMMAND ----------",
    "raise ValueError('never')",
  ].join("\n");
  const helper = "# Databricks notebook source\ndef helped(day): return f'on {day}'\n";
  for (const [path, text] of [
    ["/Shared/report", source],
    ["/Shared/helper", helper],
  ] as const) {
    const content = Buffer.from(text).toString("base64");
    await python.jobs.ok("POST", "/api/2.0/workspace/import", { path, content, format: "SOURCE", language: "PYTHON" });
  }
  const done = await run({
    task_key: "report",
    notebook_task: { notebook_path: "/Shared/report", base_parameters: { day: "monday" } },
    libraries: [{ requirements: PythonJobs.pathOf("requirements.txt") }],
    new_cluster: CLUSTER,
  });
  expect(done.state).toMatchObject({ result_state: "SUCCESS" });
  expect((await outputOf(done)).notebook_output).toEqual({ result: "on monday", truncated: false });
});

test("code that is not there, or not for the identity, fails the task and says so", async () => {
  const outside = await run({
    ...pythonTask("outside", ""),
    spark_python_task: { python_file: PythonJobs.pathOf("../../etc/passwd") },
  });
  expect((outside.tasks as JsonObject[])[0]?.state).toMatchObject({
    result_state: "FAILED",
    state_message: expect.stringContaining("must not have . or .. in it"),
  });
  const missing = await run({
    ...pythonTask("missing", ""),
    spark_python_task: { python_file: "/Workspace/Shared/none.py" },
  });
  expect((missing.tasks as JsonObject[])[0]?.state).toMatchObject({
    result_state: "FAILED",
    state_message: expect.stringContaining("Cannot read the python file /Workspace/Shared/none.py"),
  });
});

test("a task that detaches a process, prints without end, takes too much memory or ignores its end leaves nothing behind", async () => {
  const mark = `lakestage-left-${process.pid}`;
  const detach = `
import os, time, sys
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
        os.execvp("sleep", ["${mark}", "1000"])
    os._exit(0)
time.sleep(0.3)
`;
  const print = "import sys\nfor _ in range(30): sys.stdout.write('y' * (1 << 20) + '\\n')\nprint('the end')";
  const stubborn =
    "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('on', flush=True)\ntime.sleep(1000)";
  const done = await run(
    pythonTask("detaches", detach),
    pythonTask("prints", print),
    pythonTask("eats", "kept = []\nwhile True: kept.append(bytearray(16 << 20))"),
    pythonTask("stays", stubborn, { timeout_seconds: 2 }),
  );
  expect(PythonJobs.results(done)).toEqual({
    detaches: "SUCCESS",
    prints: "SUCCESS",
    eats: "FAILED",
    stays: "TIMEDOUT",
  });
  const printed = await outputOf(done, "prints");
  expect(String(printed.logs).length).toBeLessThanOrEqual(5 * 1024 * 1024);
  expect(printed).toMatchObject({ logs_truncated: true, logs: expect.stringMatching(/the end\n$/) });
  expect((await outputOf(done, "eats")).error).toContain("exit code 137");
  expect(commands().filter((command) => command.includes(mark))).toEqual([]);
  expect(readdirSync(python.tasks)).toEqual(["parent"]);
});

test("a run that is cancelled at any moment ends, and leaves no process", async () => {
  const sleeps = pythonTask("sleeps", "import time\ntime.sleep(1000)");
  for (const wait of [0, 5, 20, 60, 200]) {
    const runId = await python.start([sleeps]);
    await pause(wait);
    expect((await python.cancel(runId)).state).toMatchObject({ result_state: "CANCELED" });
  }
  expect(readdirSync(python.tasks)).toEqual(["parent"]);
});

test("a run that is cancelled before its code begins waits for nothing that is made for it", async () => {
  const [built, imported] = [join(python.tasks, "..", "built"), join(python.tasks, "..", "imported")];
  slowPackage(built, imported);
  const prints = pythonTask("prints_on", "print('on')");
  const whileBuilt = await python.start([prints], "slow.txt");
  await pause(200);
  expect((await python.cancel(whileBuilt)).state).toMatchObject({ result_state: "CANCELED" });

  writeFileSync(built, "");
  const whileImported = await python.start([prints], "slow.txt");
  await waitFor(() => existsSync(`${imported}.begun`));
  expect((await python.cancel(whileImported)).state).toMatchObject({ result_state: "CANCELED" });

  const waits = await python.start([prints], "slow.txt");
  writeFileSync(imported, "");
  expect(await outputOf(await python.ended(waits))).toMatchObject({ logs: "on\n" });
  const { python: interpreter } = await pythonEnvironment(join(python.checkout, "slow.txt"));
  const environment = join(interpreter, "..", "..");
  for (const each of [environment, `${environment}.txt`]) rmSync(each, { recursive: true });
});

/** What stands for pandas in `slow.txt`: it is built when there is one file, and imported when there is the other. */
function slowPackage(built: string, imported: string): void {
  const folder = join(python.checkout, "slow");
  mkdirSync(folder);
  const until = (file: string): string =>
    `import os, time\nopen(${JSON.stringify(`${file}.begun`)}, "w")\nwhile not os.path.exists(${JSON.stringify(file)}): time.sleep(0.02)\n`;
  const build = `
import zipfile
${until(built)}
def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = "pandas-0.1-py3-none-any.whl"
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        wheel.writestr("pandas/__init__.py", ${JSON.stringify(until(imported))})
        wheel.writestr("pandas-0.1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: pandas\\nVersion: 0.1\\n")
        wheel.writestr("pandas-0.1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("pandas-0.1.dist-info/RECORD", "")
    return name
`;
  writeFileSync(join(folder, "build_slowly.py"), build);
  const system = '[build-system]\nrequires = []\nbuild-backend = "build_slowly"\nbackend-path = ["."]\n';
  writeFileSync(join(folder, "pyproject.toml"), `${system}[project]\nname = "pandas"\nversion = "0.1"\n`);
  writeFileSync(join(python.checkout, "slow.txt"), `pandas @ file://${folder}\n`);
}

async function waitFor(isSo: () => boolean): Promise<void> {
  for (let looked = 0; looked < 1200; looked++) {
    if (isSo()) return;
    await pause(50);
  }
  throw new Error("what was waited for did not come");
}

/** The command lines of every process of this machine. */
function commands(): string[] {
  return execa.sync("ps", ["-eo", "args"]).stdout.split("\n");
}

test("a wheel in a volume runs by its entry point, with named parameters and the files of its package", async () => {
  const volume = await TestVolume.in(python.jobs.sandbox);
  const wheel = join(python.tasks, "..", "reporting-1.0-py3-none-any.whl");
  const make = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("reporting/__init__.py", "import sys, pathlib\\ndef main(): print(sys.argv[1:], (pathlib.Path(__file__).parent / 'note.txt').read_text())")
    wheel.writestr("reporting/note.txt", "a note")
    wheel.writestr("reporting-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: reporting\\nVersion: 1.0\\n")
    wheel.writestr("reporting-1.0.dist-info/entry_points.txt", "[console_scripts]\\nreport = reporting:main\\n")
`;
  await execa("python3", ["-c", make, wheel]);
  const path = `${TestVolume.PATH}/wheels/reporting-1.0-py3-none-any.whl`;
  await volume.file("PUT", path, { bytes: new Uint8Array(readFileSync(wheel)) });
  const done = await run({
    task_key: "report",
    new_cluster: CLUSTER,
    libraries: [{ whl: path }, { requirements: PythonJobs.pathOf("requirements.txt") }],
    python_wheel_task: { package_name: "reporting", entry_point: "report", named_parameters: { day: "{{job.id}}" } },
  });
  expect((await outputOf(done)).logs).toBe(`['--day=${done.job_id}'] a note\n`);
});

test("a lock file has one environment, whoever asks; one that can not be read says so", async () => {
  const lockFile = join(python.checkout, "requirements.txt");
  const [one, other] = await Promise.all([pythonEnvironment(lockFile), pythonEnvironment(lockFile)]);
  expect(one).toEqual(other);
  await expect(async () => pythonEnvironment(join(python.checkout, "none.txt"))).rejects.toBeInstanceOf(
    EnvironmentError,
  );
});

test("a task that stops what stands over it is ended all the same", async () => {
  const stops = "import os, signal, time\nos.kill(os.getppid(), signal.SIGSTOP)\ntime.sleep(1000)";
  const runId = await python.start([pythonTask("stops", stops)]);
  await pause(1000);
  expect((await python.cancel(runId)).state).toMatchObject({ result_state: "CANCELED" });
  expect(readdirSync(python.tasks)).toEqual(["parent"]);
});

test("what a task's forks share counts once: many of them are no lack of memory", async () => {
  const forks = `
import os, signal, time
shared = bytearray(os.urandom(1 << 20)) * 20
children = []
for _ in range(30):
    child = os.fork()
    if child == 0: time.sleep(1000)
    children.append(child)
time.sleep(1)
for child in children: os.kill(child, signal.SIGKILL)
print("enough")
`;
  expect(await outputOf(await run(pythonTask("forks", forks)))).toMatchObject({ logs: "enough\n" });
});

test.each([
  "-e /tmp",
  ".",
  "./here",
  "/tmp/here",
  "git+file:///tmp/here",
  "here @ file:///tmp/here",
  "--index-url=http://x",
])("a dependency that is on this machine is refused in words: %s", async (dependency) => {
  const spec = { environment_version: "4", dependencies: [dependency] };
  const settings = { environments: [{ environment_key: "python", spec }] };
  const id = await python.create([pythonTask("depends", "print('on')")], settings);
  const { run_id: runId } = await python.jobs.ok("POST", "/api/2.2/jobs/run-now", { job_id: id });
  expect(((await python.ended(runId)).tasks as JsonObject[])[0]?.status).toMatchObject({
    termination_details: {
      code: "LIBRARY_INSTALLATION_ERROR",
      message: expect.stringContaining(`this dependency is none: ${dependency}`),
    },
  });
});

test("a requirements file of the workspace names nothing of this machine either", async () => {
  const content = Buffer.from("# mine\n-e /tmp\n").toString("base64");
  const path = "/Shared/mine.txt";
  await python.jobs.ok("POST", "/api/2.0/workspace/import", { path, content, format: "AUTO" });
  const spec = { environment_version: "4", dependencies: [`-r /Workspace${path}`] };
  const settings = { environments: [{ environment_key: "python", spec }] };
  const id = await python.create([pythonTask("requires", "print('on')")], settings);
  const { run_id: runId } = await python.jobs.ok("POST", "/api/2.2/jobs/run-now", { job_id: id });
  expect((await python.ended(runId)).state).toMatchObject({
    result_state: "FAILED",
    state_message: expect.stringContaining("this dependency is none: -e /tmp"),
  });
});
