import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import execa from "execa";
import { type JsonObject, Store, servicePrincipals, workspaces } from "../../sandbox/control-plane";
import { deployerToken, findRunning, start, stop } from "../../sandbox/lifecycle";
import { Home } from "../../sandbox/lifecycle/home";
import { freePorts } from "../harness/free-ports";

// A control plane is started three times for real.
jest.setTimeout(180_000);

let folder: string;
let home: Home;
let address: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lakestage-killed-"));
  const estate = join(folder, "estate");
  mkdirSync(estate);
  writeFileSync(join(estate, "requirements.txt"), "# Nothing but Python.\n");
  // A task notes that it began, so that each beginning is counted.
  const began = `open(${JSON.stringify(join(folder, "began"))}, "a").write(sys.argv[1] + "\\n")`;
  writeFileSync(
    join(estate, "task.py"),
    `import subprocess, sys, time\n${began}\nsubprocess.Popen(["sleep", "4321"])\ntime.sleep(float(sys.argv[2]))\n`,
  );
  home = new Home(join(folder, "home"), await freePorts(11));
  const { addresses } = await start(home, { estate: join(folder, "estate") });
  expect(addresses.workspaces).toEqual({});
  await stop(home);
  address = withWorkspace();
  await start(home, { estate: join(folder, "estate") });
  await call("POST", "/api/2.0/repos", { url: "https://github.com/x/y", provider: "gitHub", path: "/Shared/code" });
});

afterAll(async () => {
  await stop(home);
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a workspace into the state, as Azure would have made it. @returns its address. */
function withWorkspace(): string {
  const store = new Store(home.database());
  const deployer = store.find(servicePrincipals, ({ displayName }) => displayName === "lakestage-deployer");
  const id = store.nextId();
  const port = home.firstPort + 2;
  store.transaction(() =>
    store.put(workspaces, String(id), {
      id,
      name: "dev",
      resourceId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Databricks/workspaces/dev",
      region: "westeurope",
      sku: "premium",
      port,
      administrators: [deployer?.key ?? ""],
      createdAt: store.now(),
    }),
  );
  store.close();
  return `http://127.0.0.1:${port}`;
}

async function call(method: string, path: string, body?: JsonObject): Promise<JsonObject> {
  const response = await fetch(`${address}${path}`, {
    method,
    headers: { authorization: `Bearer ${deployerToken(home)}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = (await response.json()) as JsonObject;
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}

const task = (key: string, seconds: number, more: JsonObject = {}): JsonObject => ({
  task_key: key,
  environment_key: "python",
  spark_python_task: { python_file: "/Workspace/Shared/code/task.py", parameters: [key, String(seconds)] },
  ...more,
});

async function startRun(...tasks: JsonObject[]): Promise<number> {
  const spec = { environment_version: "4", dependencies: ["-r /Workspace/Shared/code/requirements.txt"] };
  const body = { tasks, environments: [{ environment_key: "python", spec }] };
  const { job_id: id } = await call("POST", "/api/2.2/jobs/create", body);
  return Number((await call("POST", "/api/2.2/jobs/run-now", { job_id: id })).run_id);
}

const getRun = (id: number): Promise<JsonObject> => call("GET", `/api/2.2/jobs/runs/get?run_id=${id}`);

async function ended(id: number): Promise<JsonObject> {
  await until(async () => ((await getRun(id)).status as JsonObject).state === "TERMINATED");
  return await getRun(id);
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let looked = 0; looked < 300; looked++) {
    if (await isSo()) return;
    await pause(100);
  }
  throw new Error(`what was waited for did not come: ${readFileSync(home.log, "utf8").slice(-2000)}`);
}

const begun = (): string[] => {
  try {
    return readFileSync(join(folder, "began"), "utf8").trim().split("\n");
  } catch {
    return [];
  }
};

const leftovers = (): string[] =>
  execa
    .sync("ps", ["-eo", "args"])
    .stdout.split("\n")
    .filter((line) => line.includes("sleep 4321") || (line.includes("preloaded_parent") && line.includes(folder)));

const results = (run: JsonObject): Record<string, unknown> =>
  Object.fromEntries(
    (run.tasks as JsonObject[]).map(({ task_key: key, state }) => [key, (state as JsonObject).result_state]),
  );

test("a control plane that is killed leaves no process; the next one settles what ran, retries what says so, and goes on", async () => {
  const lost = await startRun(task("lost", 1000), task("after_lost", 0, { depends_on: [{ task_key: "lost" }] }));
  const again = await startRun(
    task("again", 1000, { max_retries: 1 }),
    task("after_again", 0, { depends_on: [{ task_key: "again" }] }),
  );
  await until(() => begun().length === 2);
  const running = await findRunning(home);
  process.kill(running?.pid ?? 0, "SIGKILL");
  await until(async () => (await findRunning(home)) === undefined);
  await until(() => leftovers().length === 0);

  // The second attempt is short.
  writeFileSync(
    join(folder, "estate", "task.py"),
    readFileSync(join(folder, "estate", "task.py"), "utf8").replace("float(sys.argv[2])", "0"),
  );
  await start(home, { estate: join(folder, "estate") });
  const settled = await ended(lost);
  expect(results(settled)).toEqual({ lost: "FAILED", after_lost: "UPSTREAM_FAILED" });
  expect((settled.tasks as JsonObject[])[0]).toMatchObject({
    state: { life_cycle_state: "INTERNAL_ERROR", state_message: expect.stringContaining("the control plane ended") },
    status: { termination_details: { code: "INTERNAL_ERROR", type: "INTERNAL_ERROR" } },
  });
  const retried = await ended(again);
  expect(results(retried)).toEqual({ again: "SUCCESS", after_again: "SUCCESS" });
  expect(begun().sort()).toEqual(["after_again", "again", "again", "lost"]);
  expect(readdirSync(home.tasks)).toEqual(["parent"]);
  await stop(home);
  await until(() => leftovers().length === 0);
});
