import { Estate } from "./harness/estate";

const MINUTES = 60_000;
jest.setTimeout(5 * MINUTES);

interface Preview {
  stack: string;
  outcome: string;
  needs?: string[];
  changes: { create: number };
  resources: { operation: string; resource: string }[];
}

/** What somebody looks at who has just cloned the repository; each test goes on from the one before. */
describe("an estate of which nothing is deployed", () => {
  let estate: Estate;
  let before: Preview[];
  const STACKS = ["dev.platform", "dev", "dev.flight-delay"];

  beforeAll(async () => {
    estate = await Estate.create();
  });
  afterAll(() => estate.dispose());

  test("is previewed as a whole: each stack with all that would be made, and what it needs first", async () => {
    before = await estate.json<Preview[]>("preview", ...STACKS);
    expect(before.map(({ needs, outcome, stack }) => ({ stack, outcome, needs }))).toEqual([
      { stack: "dev.platform", outcome: "done" },
      { stack: "dev", outcome: "declared", needs: ["dev.platform"] },
      { stack: "dev.flight-delay", outcome: "declared", needs: ["dev.platform", "dev"] },
    ]);
    const { stderr, stdout } = await estate.succeed("preview", "dev");
    expect(stdout).toMatch(/^dev: \d+ created \(would be, as its files declare it; needs dev\.platform\)\n/);
    expect(stdout).toContain("\n  + databricks.SqlEndpoint sql-warehouse\n");
    expect(stderr).toContain("dev.platform: not deployed yet.");
    expect(stderr).not.toMatch(/error|warning/);
  });

  test("counts as a change", async () => {
    expect((await estate.run("preview", "dev", "--expect-no-changes")).exitCode).toBe(6);
  });

  test("gets by the first deployment what the preview showed, and nothing else", async () => {
    const made = await estate.json<Preview[]>("up", ...STACKS);
    expect(made.map(({ changes, stack }) => [stack, changes.create])).toEqual(
      before.map(({ changes, stack }) => [stack, changes.create]),
    );
  });
});
