import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ExitCode } from "../cli/exit-code";
import { type InvalidProject, invalidProjects } from "../infra/testing/invalid-projects";
import { Estate } from "./harness/estate";
import { Project } from "./harness/project";

jest.setTimeout(60_000);

/** One of each kind; `infra/config/loading/invalid-projects.test.ts` has them all, within one process. */
const CASES = invalidProjects().filter(({ name }) =>
  ["several-mistakes", "mistake-in-the-defaults", "two-projects-one-schema"].includes(name),
);

let project: Project;
let estate: Estate;

beforeEach(async () => {
  project = Project.create();
  estate = await Estate.create(project.directory);
});
afterEach(async () => {
  await estate.dispose();
  project.dispose();
});

function write({ files }: InvalidProject): void {
  mkdirSync(join(project.directory, "projects"));
  for (const [name, text] of Object.entries(files)) project.file(name, text);
}

test.each(CASES)("`lakestage check` tells every mistake once: $mistake", async (invalid) => {
  write(invalid);
  const { exitCode, stderr, stdout } = await estate.run("check");
  expect({ exitCode, stderr, stdout }).toEqual({
    exitCode: ExitCode.mistake,
    stderr: invalid.expected.trimEnd(),
    stdout: "",
  });
});

test.each(CASES)("`lakestage up` refuses before anything is touched: $mistake", async (invalid) => {
  write(invalid);
  const { exitCode, stderr, stdout } = await estate.run("up");
  expect({ exitCode, stderr, stdout }).toEqual({
    exitCode: ExitCode.mistake,
    stderr: `${invalid.expected}Nothing was changed.`,
    stdout: "",
  });
  // No state, no sandbox, no lock.
  expect(readdirSync(estate.home)).toEqual([]);
});
