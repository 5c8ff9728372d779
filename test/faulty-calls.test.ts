import { databricksResources, resourcesOf } from "./harness/declared-resources";
import { Estate } from "./harness/estate";

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

/** Kinds of which the control plane keeps more with every call, whatever the call was about. */
const KEPT_FOREVER = /^(sandbox\.|kernel\.)/;

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
    estate = await Estate.create();
    await estate.succeed("up", "dev", PROJECT);
    undisturbed = counts(await estate.inventory());
    urns = urnsOf();
    await estate.succeed("destroy", PROJECT);
    await estate.succeed("sandbox", "snapshot", "without");
  }, 10 * MINUTES);
  afterAll(() => estate.dispose());

  test(
    "one `up` of a project converges, with nothing twice",
    async () => {
      const left = counts(await estate.inventory());
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
      const now = counts(await estate.inventory());
      const more = Object.entries(now).filter(
        ([kind, count]) => count > (undisturbed[kind] ?? 0) + trashed(left, kind),
      );
      expect(more).toEqual([]);

      function trashed(after: Record<string, number>, kind: string): number {
        return TRASH.includes(kind) ? (after[kind] ?? 0) : 0;
      }
    },
    10 * MINUTES,
  );
});

/** What a service keeps of what was deleted. */
const TRASH = ["dashboards.dashboard", "experiments.experiment", "sql.alert", "sql.query"];

const counts = (inventory: Record<string, string[]>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(inventory)
      .filter(([kind]) => !KEPT_FOREVER.test(kind))
      .map(([kind, keys]) => [kind, keys.length]),
  );
