import { setTimeout as sleep } from "node:timers/promises";
import { chosenCases } from "./harness/chosen-cases";
import { databricksResources, resourcesOf } from "./harness/declared-resources";
import { Estate } from "./harness/estate";
import { killTree } from "./harness/kill-tree";
import { withoutTrash } from "./harness/trash";

const STACKS = ["dev.platform", "dev"];
const INSTANTS = 10;
const MINUTES = 60_000;

/** What runs while an `up` does, and what takes it up again. */
const MAY_BE_CUT_OFF = /^(cli|infra\/program-host|sandbox\/(control-plane|engine|lifecycle))\//;

/** `up` of one environment, killed at instants spread over its whole length, each time on a sandbox as new. */
describe("an `up` that was killed", () => {
  let estate: Estate;
  /** How long an undisturbed `up` takes, in milliseconds. */
  let duration: number;
  let undisturbed: string[];
  let asNew: Record<string, string[]>;

  /** What exists, told from the state after a refresh: name and type of every resource, sorted. */
  const existing = (): string[] =>
    STACKS.flatMap((stack) => resourcesOf(estate.home, stack))
      .map(({ urn }) => urn)
      .sort();

  beforeAll(async () => {
    estate = await Estate.create();
    await estate.succeed("sandbox", "start");
    const started = Date.now();
    await estate.succeed("up", ...STACKS);
    duration = Date.now() - started;
    undisturbed = existing();
    for (const stack of STACKS) expect(databricksResources(resourcesOf(estate.home, stack)).length).toBeGreaterThan(8);
  }, 5 * MINUTES);
  afterAll(() => estate.dispose());

  beforeEach(async () => {
    await estate.succeed("sandbox", "reset");
    asNew = await estate.inventory();
  }, 2 * MINUTES);

  /** Percentages of the length of an undisturbed `up`. */
  const instants = chosenCases({
    name: "instants of a kill",
    cases: Array.from({ length: INSTANTS }, (_, index) => Math.round((100 * (index + 1)) / (INSTANTS + 1))),
    // Early, in the middle, late.
    inSample: (_, index) => [1, 5, 8].includes(index),
    touchedBy: (file) => MAY_BE_CUT_OFF.test(file) && !file.endsWith(".test.ts"),
  });
  test.each(instants)(
    "at %d %% of its length converges when it is run again, with nothing twice",
    async (percent) => {
      const up = estate.start("up", ...STACKS);
      await sleep((duration * percent) / 100);
      await killTree(up.pid as number);
      await up;

      await estate.succeed("up", ...STACKS);
      await estate.succeed("preview", ...STACKS, "--expect-no-changes");
      await estate.succeed("refresh", ...STACKS, "--preview-only", "--expect-no-changes");
      expect(existing()).toEqual(undisturbed);
      await estate.succeed("destroy", ...STACKS);
      const rest = withoutTrash(await estate.inventory());
      expect(rest).toEqual(withoutTrash(asNew));
    },
    6 * MINUTES,
  );
});
