import { databricksResources, resourcesOf } from "./harness/declared-resources";
import { deployedEstate } from "./harness/deployed-estate";
import type { Estate } from "./harness/estate";
import { type Inventory, withoutTrash } from "./harness/trash";

const MINUTES = 60_000;
const PROJECT = "dev.flight-delay";

/** Together they hit one call in five. */
const FAULTS = [
  ["--kind", "rate-limit", "--retry-after", "1"],
  ["--kind", "status", "--status", "500"],
  ["--kind", "status", "--status", "503"],
  ["--kind", "drop", "--drop", "before"],
  ["--kind", "drop", "--drop", "after"],
  ["--kind", "stale-read"],
];
const ONE_IN = String(5 * FAULTS.length);

describe("with one call in five failing", () => {
  let estate: Estate;
  /** How many objects of each kind there are after an undisturbed `up`. */
  let undisturbed: Record<string, number>;
  let urns: string[];

  const urnsOf = (): string[] =>
    databricksResources(resourcesOf(estate.home, PROJECT))
      .map(({ urn }) => urn)
      .sort();

  beforeAll(async () => {
    estate = await deployedEstate("projects");
    undisturbed = counts(await estate.inventory());
    urns = urnsOf();
    await estate.succeed("destroy", PROJECT);
  }, 10 * MINUTES);
  afterAll(() => estate.dispose());

  test(
    "one `up` of a project converges, with nothing twice",
    async () => {
      for (const fault of FAULTS) await estate.succeed("sandbox", "fault", "add", ...fault, "--every", ONE_IN);
      await estate.succeed("up", PROJECT);
      const { stdout } = await estate.succeed("sandbox", "fault", "list", "--json");
      const hits = (JSON.parse(stdout) as { hits: number }[]).map((fault) => fault.hits);
      // Every kind of fault has struck: without that, the test would prove little.
      expect(Math.min(...hits)).toBeGreaterThan(0);
      await estate.succeed("sandbox", "fault", "clear");

      expect(urnsOf()).toEqual(urns);
      await estate.succeed("preview", PROJECT, "--expect-no-changes");
      await estate.succeed("refresh", PROJECT, "--preview-only", "--expect-no-changes");
      expect(counts(await estate.inventory())).toEqual(undisturbed);
    },
    10 * MINUTES,
  );
});

const counts = (inventory: Inventory): Record<string, number> =>
  Object.fromEntries(
    Object.entries(withoutTrash(inventory))
      .filter(([kind]) => !kind.startsWith("sandbox."))
      .map(([kind, keys]) => [kind, keys.length]),
  );
