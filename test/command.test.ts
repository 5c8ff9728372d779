import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAM = join(__dirname, "../bin/lakestage.js");

jest.setTimeout(60_000);

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "lakestage-cli-"));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Runs the command as a user does, on a home of its own. */
function lakestage(parameters: string[], environment: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...parameters], {
    encoding: "utf8",
    env: { ...process.env, LAKESTAGE_HOME: home, LAKESTAGE_PORT: "17430", ...environment },
  });
  return { status, stdout, stderr };
}

test("a stack that fits nothing ends with 2 and the nearest name, before anything is touched", () => {
  const { status, stdout, stderr } = lakestage(["up", "porod"]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toBe(
    'There is no stack "porod". Did you mean "prod"? This checkout has: dev, staging, prod, each with its platform; and the projects diabetes-progression, flight-delay.\n',
  );
  expect(readdirSync(home)).toEqual([]);
});

test("an unknown command ends with 2 and the nearest one", () => {
  const { status, stderr } = lakestage(["destory"]);
  expect(status).toBe(2);
  expect(stderr).toContain("Did you mean destroy?");
});

test("destroying everything has to be said in so many words", () => {
  const { status, stderr } = lakestage(["destroy"]);
  expect(status).toBe(2);
  expect(stderr).toContain("--all");
});

test("help lists the exit codes, and ends with 0", () => {
  const { status, stdout } = lakestage(["--help"]);
  expect(status).toBe(0);
  expect(stdout).toContain("6 changes found by drift or --expect-no-changes");
});

test("a port that is none ends with 2", () => {
  const { status, stderr } = lakestage(["status"], { LAKESTAGE_PORT: "http" });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^LAKESTAGE_PORT is "http"\. [^\n]+\n$/);
});

test("a word for the triggers that there is not ends with 2, before anything is made", () => {
  const { status, stderr } = lakestage(["sandbox", "start"], { LAKESTAGE_TRIGGERS: "pause" });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^LAKESTAGE_TRIGGERS is "pause"\. Set it to "paused"[^\n]+\n$/);
});

test("status of a sandbox that never was tells what there is, and makes nothing", () => {
  const { status, stdout } = lakestage(["status", "--json"]);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ stack: "dev", deployed: false, resources: 0 }));
  expect(readdirSync(home)).toEqual([]);
});

test("restoring what was never saved is one message", () => {
  const { status, stderr } = lakestage(["sandbox", "restore", "nothing"]);
  expect(status).toBe(2);
  expect(stderr).toBe('There is no snapshot "nothing". There is none yet.\n');
});

test("a fault that cannot be is refused by name, before a sandbox is asked", () => {
  const { status, stderr } = lakestage(["sandbox", "fault", "add", "--kind", "earthquake"]);
  expect(status).toBe(2);
  expect(stderr).toContain("Allowed choices are status, rate-limit, latency, drop, stale-read");
});

test.each([
  ["a policy report without policies", ["up", "--policy-report", "report.json"], "add --policies"],
  [
    "a policy report whose file says no format",
    ["preview", "--policies", "--policy-report", "report"],
    ".sarif (sarif)",
  ],
  ["a report of check whose file says no format", ["check", "--output", "report.html"], ".sarif (sarif)"],
])("%s is a mistake, before anything is touched", (_, parameters, said) => {
  const { status, stdout, stderr } = lakestage(parameters);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(said);
  expect(readdirSync(home)).toEqual([]);
});
