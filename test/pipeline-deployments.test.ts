import { ExitCode } from "../cli/exit-code";
import { deployedEstate } from "./harness/deployed-estate";
import type { Estate } from "./harness/estate";

const MINUTES = 60_000;
const PROJECT = "dev.flight-delay";
const DEPLOYMENT = "lakestage-dev-deployment";
const PREVIEW = "lakestage-dev-preview";

interface StackReport {
  stack: string;
  outcome: string;
  changes: Record<string, number>;
}

/** Deploys as pipelines do: with the rights that the platform gives its identities, and no others. */
describe("a pipeline's identities", () => {
  let estate: Estate;

  beforeAll(async () => {
    estate = await deployedEstate("projects");
  }, 15 * MINUTES);
  afterAll(() => estate.dispose(), MINUTES);

  test(
    "the deployment identity takes down and brings up what is in the workspace",
    async () => {
      await estate.succeed("destroy", PROJECT, "--as", DEPLOYMENT);
      const reports = await estate.json<StackReport[]>("up", "dev", PROJECT, "--as", DEPLOYMENT);
      expect(reports.map(({ outcome, stack }) => [stack, outcome])).toEqual([
        ["dev", "done"],
        [PROJECT, "done"],
      ]);
      expect(reports[1]?.changes.create).toBeGreaterThan(20);
      await estate.succeed("preview", "dev", PROJECT, "--as", DEPLOYMENT, "--expect-no-changes");
    },
    10 * MINUTES,
  );

  test(
    "it is refused the platform, in a line that says what it takes",
    async () => {
      const { exitCode, stderr } = await estate.run("up", "dev.platform", "--as", DEPLOYMENT);
      expect(exitCode).toBe(ExitCode.stackFailed);
      expect(stderr).toContain("the account's groups cannot be looked up, which takes an account admin: ");
      expect(stderr).not.toMatch(/^ {4}at /m);
    },
    2 * MINUTES,
  );

  test(
    "it is refused another environment",
    async () => {
      const { exitCode } = await estate.run("refresh", "prod", "--as", DEPLOYMENT);
      expect(exitCode).toBe(ExitCode.stackFailed);
      await estate.succeed("preview", "prod", "--expect-no-changes");
    },
    2 * MINUTES,
  );

  test(
    "the preview identity sees that nothing is to be done in any of the three kinds of stacks, and changes none",
    async () => {
      await estate.succeed("preview", "dev.platform", "dev", "dev.*", "--as", PREVIEW, "--expect-no-changes");
      const { exitCode } = await estate.run("destroy", PROJECT, "--as", PREVIEW);
      expect(exitCode).toBe(ExitCode.stackFailed);
      await estate.succeed("up", PROJECT);
      await estate.succeed("preview", "dev.platform", "dev", "dev.*", "--expect-no-changes");
    },
    10 * MINUTES,
  );
});
