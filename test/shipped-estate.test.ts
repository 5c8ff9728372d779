import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT, Estate } from "./harness/estate";
import { expectPlainUpUnchanged } from "./harness/plain-pulumi";
import { pytest } from "./harness/python";
import { writeSdkEstate } from "./harness/sdk-estate";

const ENVIRONMENTS = ["dev", "staging", "prod"];
const PLATFORMS = ENVIRONMENTS.map((environment) => `${environment}.platform`);
const STACKS = [...PLATFORMS, ...ENVIRONMENTS];
const MINUTES = 60_000;

/** What `lakestage … --json` says of a stack; only what these tests look at. */
interface StackReport {
  stack: string;
  outcome: string;
  changes: Record<string, number>;
}

/**
 * The environments as they ship, from nothing and back to nothing; each test goes on from the one before. Their projects
 * have a test of their own.
 */
describe("the shipped estate", () => {
  let estate: Estate;
  let asNew: Record<string, string[]>;
  const settings = ["Pulumi.yaml", ...ENVIRONMENTS.map((environment) => `Pulumi.${environment}.yaml`)].map((file) =>
    join(CHECKOUT, file),
  );
  const filesBefore = Object.fromEntries(settings.map((file) => [file, readFileSync(file, "utf8")]));

  beforeAll(async () => {
    estate = await Estate.create();
    await estate.succeed("sandbox", "start");
    asNew = await estate.inventory();
  }, 2 * MINUTES);
  afterAll(() => estate.dispose());

  test(
    "comes up with one command",
    async () => {
      const stacks = await estate.json<StackReport[]>("up", ...STACKS);
      expect(stacks.map(({ stack }) => stack).sort()).toEqual([...STACKS].sort());
      for (const { changes, stack } of stacks) {
        expect(changes.create).toBeGreaterThan(PLATFORMS.includes(stack) ? 100 : 10);
      }
    },
    10 * MINUTES,
  );

  test(
    "is then as it was declared: nothing to preview, nothing to refresh",
    async () => {
      await estate.succeed("preview", ...STACKS, "--expect-no-changes");
      await estate.succeed("refresh", ...STACKS, "--preview-only", "--expect-no-changes");
    },
    10 * MINUTES,
  );

  test("leaves the files of the checkout alone", () => {
    for (const [file, content] of Object.entries(filesBefore)) expect(readFileSync(file, "utf8")).toBe(content);
  });

  test(
    "is read back by the official SDK as it was declared",
    async () => {
      const LAKESTAGE_TEST_ESTATE = await writeSdkEstate(estate, ENVIRONMENTS);
      const { exitCode, output } = await pytest("official-sdk", "test_declared_resources.py", {
        LAKESTAGE_TEST_ESTATE,
      });
      if (exitCode !== 0) throw new Error(output);
    },
    5 * MINUTES,
  );

  test(
    "lets data scientists read prod and change nothing there, by the official SDK",
    async () => {
      const LAKESTAGE_TEST_ESTATE = await writeSdkEstate(estate, ENVIRONMENTS);
      const { exitCode, output } = await pytest("official-sdk", "test_data_scientist.py", { LAKESTAGE_TEST_ESTATE });
      if (exitCode !== 0) throw new Error(output);
    },
    5 * MINUTES,
  );

  test(
    "is deployed by plain pulumi too, with what `lakestage env` exports",
    async () => expectPlainUpUnchanged(estate, "dev.platform", "dev"),
    5 * MINUTES,
  );

  test(
    "goes without leaving anything behind",
    async () => {
      await estate.succeed("destroy", "--all");
      const {
        "arm.deleted-log-workspace": deletedLogs,
        "arm.deleted-vault": deletedVaults,
        ...rest
      } = await estate.inventory();
      expect(rest).toEqual(asNew);
      // Azure keeps deleted vaults and logs for a while, and takes none away before.
      expect(deletedVaults).toHaveLength(ENVIRONMENTS.length);
      expect(deletedLogs).toHaveLength(ENVIRONMENTS.length);
    },
    10 * MINUTES,
  );

  test(
    "comes up again after it was destroyed, where Azure still keeps its vaults",
    async () => {
      await estate.succeed("up", ...STACKS);
      await estate.succeed("preview", ...STACKS, "--expect-no-changes");
    },
    10 * MINUTES,
  );
});
