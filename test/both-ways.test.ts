import { stacksOf } from "../cli/stacks/stacks";
import { declaredHosted, declaredPlainly } from "./harness/declared-both-ways";
import { CHECKOUT } from "./harness/estate";
import { Project } from "./harness/project";
import { variedProjects, writeVariedProjects } from "./harness/varied-projects";
import { variedSettings } from "./harness/varied-settings";

const MINUTES = 60_000;

/** By what engines are asked: each request, but for the places in the sources and the order. */
describe("`lakestage`, which runs the program itself, and plain pulumi declare the same", () => {
  let project: Project;

  beforeEach(() => {
    project = Project.create();
  });
  afterEach(() => project.dispose());

  test("of every shipped stack", async () => expectTheSame(CHECKOUT), 10 * MINUTES);

  test.each(variedSettings())(
    "of an environment with $names",
    async ({ settings }) => {
      project.environment("dev", settings);
      await expectTheSame(project.directory);
    },
    5 * MINUTES,
  );

  test(
    "of projects with every setting's other value",
    async () => {
      writeVariedProjects(project, variedProjects());
      await expectTheSame(project.directory);
    },
    15 * MINUTES,
  );
});

async function expectTheSame(directory: string): Promise<void> {
  const stacks = stacksOf(directory).map(({ name }) => name);
  const plain = await declaredPlainly(directory);
  const hosted = await declaredHosted(directory);
  expect([...plain.keys()].sort()).toEqual([...stacks].sort());
  for (const [stack, requests] of plain) {
    // A stack with its providers and some resources: two empty lists would be the same, too.
    expect(requests.length).toBeGreaterThan(15);
    expect({ stack, requests: hosted.get(stack) }).toEqual({ stack, requests });
  }
}
