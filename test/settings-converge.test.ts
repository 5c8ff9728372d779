import { loadEnvironment } from "../infra/config";
import { VARIATIONS } from "../infra/config/variations";
import { chosenCases } from "./harness/chosen-cases";
import { CHECKOUT, Estate } from "./harness/estate";
import { isOfEstates } from "./harness/named-in";
import { packed } from "./harness/packed-variations";
import { Project } from "./harness/project";
import { withoutTrash } from "./harness/trash";

const MINUTES = 60_000;

const loaded = loadEnvironment(CHECKOUT, "dev");
if (!loaded.ok) throw new Error("dev is shipped with mistakes");
const { name: _, ...shipped } = loaded.settings;

/** Every setting's other value goes through the whole cycle: up, nothing to do, nothing left. */
describe("an environment with", () => {
  let project: Project;
  let estate: Estate;
  let asNew: Record<string, string[]>;

  beforeAll(async () => {
    project = Project.create();
    estate = await Estate.create(project.directory);
    await estate.succeed("sandbox", "start");
    asNew = await estate.inventory();
  }, 2 * MINUTES);
  afterAll(async () => {
    await estate.dispose();
    project.dispose();
  });

  // A cycle takes its time: what changes different sections goes through it together.
  const cycles = chosenCases({
    name: "groups of varied settings",
    cases: packed(VARIATIONS, ({ change }) => Object.keys(change(shipped))),
    // Most of the variations are in these two, and something of nearly every section.
    inSample: (_, index) => index < 2,
    touchedBy: isOfEstates,
  });
  const groups = cycles.map((group) => ({
    names: group.map(({ name }) => name).join("; "),
    settings: Object.assign({}, shipped, ...group.map(({ change }) => change(shipped))),
  }));

  test.each(groups)(
    "$names: comes up, has nothing to do then, and goes without a trace",
    async ({ settings }) => {
      project.environment("dev", settings);
      await estate.succeed("up", "dev");
      await estate.succeed("preview", "dev", "--expect-no-changes");
      await estate.succeed("refresh", "dev", "--preview-only", "--expect-no-changes");
      await estate.succeed("destroy", "--all");
      const rest = withoutTrash(await estate.inventory());
      expect(rest).toEqual(withoutTrash(asNew));
    },
    5 * MINUTES,
  );
});
