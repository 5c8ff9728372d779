import { DatabricksCli, kindsOf, plannedActions, whyNoDatabricks } from "./databricks-cli/cli";
import { BundleWorkspace } from "./databricks-cli/workspace";
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
    cli = new DatabricksCli(workspace.address, workspace.token);
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
