import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AccessOptions, access } from "../../cli/commands/access";
import { ExitCode } from "../../cli/exit-code";
import { Home } from "../../sandbox/lifecycle";

let directory: string;
let results: string[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lakestage-test-"));
  results = [];
});

afterEach(() => {
  process.exitCode = undefined;
  rmSync(directory, { recursive: true, force: true });
});

/** The command on the checkout's own estate. */
const run = (options: Partial<AccessOptions>, ...stacks: string[]): Promise<void> =>
  access(
    Home.of({ LAKESTAGE_HOME: directory }),
    { result: (text) => void results.push(text), note() {}, interactive: false },
    stacks,
    { target: "sandbox", format: "table", ...options },
  );

test("a refusal says what refuses, and ends the command with a code of its own", async () => {
  await run({ explain: ["data-scientists", "prod.flight_delay", "modify"] });
  const [verdict, ...reasons] = results.join("\n").split("\n");
  expect(verdict).toBe("Refused: data-scientists, MODIFY on schema prod.flight_delay, from the workspace of prod");
  expect(reasons.at(-1)).toContain("✗ MODIFY is granted neither to data-scientists nor to a group that it is in");
  expect(process.exitCode).toBe(ExitCode.refused);
}, 60_000);

test("a question that cannot be understood is a mistake, and neither allowed nor refused", async () => {
  for (const mistake of [
    { explain: ["data-scientists", "prod"] },
    { explain: ["data-scientists", "prod", "MANAGE", "prod"] },
    { explain: ["data-scientist", "prod", "MANAGE"] },
    { environment: "nowhere" },
  ]) {
    await expect(run(mistake)).rejects.toMatchObject({ exitCode: ExitCode.mistake });
  }
  expect(results).toEqual([]);
}, 60_000);

test("an environment's two stacks are asked about alike", async () => {
  await run({}, "prod.platform");
  await run({}, "prod");
  const [ofPlatform, ofEnvironment] = results;
  expect(ofPlatform).toContain("catalog prod");
  expect(ofPlatform).toBe(ofEnvironment);
}, 60_000);

test("the table fits into 100 columns, and cuts no name off", async () => {
  await run({});
  expect(results.join("\n")).not.toContain("…");
  const widths = results
    .join("\n")
    .split("\n")
    .map((line) => [...line].length);
  expect(Math.max(...widths)).toBeLessThanOrEqual(100);
}, 60_000);
