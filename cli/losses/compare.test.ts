import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { projectWith, removeProjects } from "../../infra/testing/project-directory";
import type { ResourceState } from "../engine/deployment";
import { lossesOf } from "./compare";

const CHECKOUT = join(__dirname, "../..");
const FILES = ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml", "projects/_defaults.yaml"];
const PROJECT = "projects/flight-delay.yaml";

const text = (file: string): string => readFileSync(join(CHECKOUT, file), "utf8");

/** A stack as the shipped files declare it, with parts of one of them replaced. */
async function declared(stack: string, file = PROJECT, ...changes: [RegExp, string][]): Promise<DeclaredStack> {
  const files = Object.fromEntries([...FILES, PROJECT].map((each) => [each, text(each)]));
  const changed = changes.reduce((whole, [from, to]) => whole.replace(from, to), text(file));
  // A change that changes nothing would prove nothing.
  if (changes.length > 0) expect(parse(changed)).not.toEqual(parse(text(file)));
  const [found] = await declareEstate(projectWith({ ...files, [file]: changed }), [stack]);
  if (!found) throw new Error(`${stack} is not declared`);
  return found;
}

/** As a state has it once all that is declared is deployed. */
const asDeployed = ({ resources }: DeclaredStack): ResourceState[] =>
  resources.map(({ custom, id, inputs, protect, type, urn }) => ({ custom, id, inputs, protect, type, urn }));

async function lost(...changes: [RegExp, string][]): Promise<string[]> {
  const deployed = asDeployed(await declared("dev.flight-delay"));
  return lossesOf(await declared("dev.flight-delay", PROJECT, ...changes), deployed, []).map(
    ({ kind, name, renamedTo, replacedBy }) => `${kind.word} ${name} → ${replacedBy?.name ?? renamedTo ?? "nothing"}`,
  );
}

afterAll(removeProjects);

describe("what would be lost", () => {
  it("is nothing where nothing has another name", async () => expect(await lost()).toEqual([]));

  it("is all of a schema, and what lies in it", async () => {
    const losses = await lost([/^/, "schema: rail\n"]);
    expect(losses).toEqual(
      expect.arrayContaining([
        "schema dev.flight_delay → dev.rail",
        "schema dev.flight_delay_monitoring → dev.rail_monitoring",
        "volume dev.flight_delay.files → dev.rail.files",
        "model dev.flight_delay.flight_delay → dev.rail.flight_delay",
      ]),
    );
  });

  it("is a model with endpoint and jobs, each beside what looks most like it", async () => {
    const losses = await lost([/^ {2}flight_delay:$/m, "  lateness:"], [/retrain: flight_delay/, "retrain: lateness"]);
    expect(losses).toEqual(
      expect.arrayContaining([
        "model dev.flight_delay.flight_delay → dev.flight_delay.lateness",
        "serving endpoint dev.flight-delay/flight-delay → dev.flight-delay/flight-delay-lateness",
        "job dev.flight-delay/flight-delay-training → dev.flight-delay/flight-delay-lateness-training",
        "job dev.flight-delay/flight-delay-batch-inference → dev.flight-delay/flight-delay-lateness-batch-inference",
      ]),
    );
  });

  it("is nothing where the file says what things were called", async () => {
    const losses = await lost(
      [/^ {2}flight_delay:$/m, "  lateness:\n    previously: flight_delay"],
      [/retrain: flight_delay/, "retrain: lateness"],
      [/^ {2}model-decays:$/m, "  decays:\n    previously: model-decays"],
      [/^ {2}predictions:$/m, "  scores:\n    previously: predictions"],
    );
    expect(losses).toEqual([]);
  });

  it("is not taken for a rename where what is new only waits", async () => {
    const changed = await declared("dev.flight-delay", PROJECT, [/^ {2}model-decays:$/m, "  decays:"]);
    const deployed = asDeployed(await declared("dev.flight-delay"));
    const [alert] = lossesOf(changed, deployed, ["alert decays"]);
    expect(alert?.renamedTo).toBeUndefined();
  });
});
