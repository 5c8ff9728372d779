import { deployedEstate } from "./harness/deployed-estate";
import { CHECKOUT, type Estate } from "./harness/estate";
import { type PythonOutcome, python } from "./harness/python";
import { writeSdkEstate } from "./harness/sdk-estate";

const MINUTES = 60_000;
const ENVIRONMENTS = ["dev", "staging", "prod"];
const TRAINED = ENVIRONMENTS.map((environment) => `${environment}.flight-delay`);
/** Besides, another project: its run identity has nothing to do with the first. */
const PROJECTS = [...TRAINED, "prod.diabetes-progression"];

/**
 * Who may do what: derived from the settings and the design by a short path of its own, in Python, and tried on the running
 * estate by the official SDK, as each principal. `test/official-sdk/access_matrix` says how.
 */
describe("the access matrix", () => {
  let estate: Estate;
  let names: string[] = [];

  beforeAll(async () => {
    estate = await deployedEstate("projects");
    for (const stack of TRAINED) {
      for (const step of ["train", "score"]) {
        passed(await python("mlflow", ["pipelines_by_hand.py", step, stack], await clients()));
      }
    }
    // Endpoints, monitors and alerts come with what pipelines have made.
    await estate.succeed("up", ...TRAINED);
    names = JSON.parse(passed(await matrix("people"))) as string[];
  }, 15 * MINUTES);
  afterAll(() => estate.dispose());

  test(
    "agrees with what the estate lets everybody do, on every cell",
    async () => {
      const output = passed(await matrix("check"));
      expect(output).toMatch(/access matrix: \d{4} cells checked, 0 disagreements/);
      process.stdout.write(`${output}\n`);
    },
    10 * MINUTES,
  );

  test(
    "disagrees with each right that is planted by hand, and agrees again without it",
    async () => {
      process.stdout.write(`${passed(await matrix("planted"))}\n`);
    },
    10 * MINUTES,
  );

  test(
    "leaves the estate as it was: whatever was allowed or planted has been taken back",
    async () => {
      await estate.succeed(
        "refresh",
        "platform",
        ...ENVIRONMENTS,
        ...PROJECTS,
        "--preview-only",
        "--expect-no-changes",
      );
    },
    10 * MINUTES,
  );

  const matrix = async (command: string): Promise<PythonOutcome> =>
    python("official-sdk", ["-m", "access_matrix", command], await clients());

  async function clients(): Promise<Record<string, string>> {
    const LAKESTAGE_TEST_ESTATE = await writeSdkEstate(estate, ENVIRONMENTS, PROJECTS, names);
    return { LAKESTAGE_TEST_ESTATE, LAKESTAGE_PROJECT: CHECKOUT };
  }
});

function passed({ exitCode, output }: PythonOutcome): string {
  if (exitCode !== 0) throw new Error(output);
  return output;
}
