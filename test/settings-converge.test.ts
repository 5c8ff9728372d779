import { Estate } from "./harness/estate";
import { Project } from "./harness/project";
import { withoutTrash } from "./harness/trash";
import { variedSettings } from "./harness/varied-settings";

const MINUTES = 60_000;
const STACKS = ["dev.platform", "dev"];

/** Every setting's other value goes through the whole cycle: up, nothing to do, nothing left. */
describe("an environment with", () => {
  let project: Project;
  let estate: Estate;

  beforeAll(async () => {
    project = Project.create();
    estate = await Estate.create(project.directory);
  }, 2 * MINUTES);
  afterAll(async () => {
    await estate.dispose();
    project.dispose();
  });

  test.each(variedSettings())(
    "$names: comes up, has nothing to do then, and goes without a trace",
    async ({ settings }) => {
      // What Azure fixes for good, a vault in the bin has as the settings before had it.
      await estate.succeed("sandbox", "reset");
      await estate.succeed("sandbox", "start");
      const asNew = await estate.inventory();
      project.environment("dev", settings);
      await estate.succeed("up", ...STACKS);
      await estate.succeed("preview", ...STACKS, "--expect-no-changes");
      await estate.succeed("refresh", ...STACKS, "--preview-only", "--expect-no-changes");
      await estate.succeed("destroy", "--all");
      const rest = withoutTrash(await estate.inventory());
      expect(rest).toEqual(withoutTrash(asNew));
    },
    5 * MINUTES,
  );
});
