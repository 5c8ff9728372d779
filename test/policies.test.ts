import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DeclaredStack, declareEstate } from "../infra/declaration";
import { allRules } from "../policies/rule-index";
import { chosenCases } from "./harness/chosen-cases";
import { deployedEstate } from "./harness/deployed-estate";
import { CHECKOUT, type Estate } from "./harness/estate";
import { engineFreeRules, type PlantedCase, plantedCases } from "./harness/planted-cases";
import { isOfRule, kindOf } from "./harness/planted-kinds";
import type { PreviewReport } from "./harness/planted-outcome";
import { type Comparison, comparePlanted } from "./harness/planted-previews";
import { Project } from "./harness/project";

const MINUTES = 60_000;

/** `lakestage check` must say what the engine's run says: on the shipped estate, and on every planted violation. */
describe("the policy pack in the engine", () => {
  let project: Project;
  let estate: Estate;
  /** By name. */
  let declared: Map<string, DeclaredStack>;

  beforeAll(async () => {
    project = Project.create();
    for (const file of ["Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml", "projects"]) project.copy(file);
    // The program with something between it and the engine that plants violations where it is told to.
    const settings = readFileSync(join(CHECKOUT, "Pulumi.yaml"), "utf8");
    project.file("Pulumi.yaml", settings.replace("main: infra\n", "main: test/policies/program\n"));
    declared = new Map((await declareEstate(project.directory)).map((stack) => [stack.name, stack]));
    // Projects declare more where their pipelines have run.
    estate = await deployedEstate("pipelines", project.directory);
  }, 20 * MINUTES);
  afterAll(async () => {
    await estate.dispose();
    project.dispose();
  });

  test(
    "finds nothing in the shipped estate",
    async () => {
      const reports = await estate.json<PreviewReport[]>("preview", "--policies", "--expect-no-changes");
      expect(reports.length).toBe(declared.size);
      for (const { findings, stack } of reports) expect({ stack, findings }).toEqual({ stack, findings: [] });
    },
    10 * MINUTES,
  );

  describe("with every violation planted that it can show", () => {
    /** All that there are. `test/declared/rules.test.ts` has each found without the engine, every time. */
    let cases: PlantedCase[];
    /** Of these, the ones that are planted here. */
    let planted: PlantedCase[];
    let comparison: Comparison;

    beforeAll(async () => {
      cases = plantedCases(declared);
      planted = chosenCases({
        name: "planted violations",
        cases,
        // The first of each kind.
        inSample: (one, index) => cases.findIndex((other) => kindOf(other) === kindOf(one)) === index,
        touchedBy: (file, { rule }) => isOfRule(file, rule.id),
      });
      comparison = await comparePlanted(estate, planted);
    }, 30 * MINUTES);

    test("finds what `lakestage check` finds", () => {
      expect(comparison.differences).toEqual([]);
    });

    test("shows each of them", () => {
      expect(comparison.hidden).toEqual([]);
    });

    test("was tried on every rule, and on stacks of all stages", () => {
      const { shown } = comparison;
      const byReference = (some: readonly PlantedCase[]): string[] => some.map(({ reference }) => reference).sort();
      expect(byReference(shown)).toEqual(byReference(planted));
      const tried = new Set(cases.map(({ rule }) => rule.id));
      const rules = allRules().map(({ id }) => id);
      expect(rules.filter((id) => !tried.has(id))).toEqual(engineFreeRules());
      expect(engineFreeRules().length).toBeLessThan(rules.length / 10);
      const stages = new Set(shown.map(({ stack }) => stack.settings.environment.stage));
      expect([...stages].sort()).toEqual(["development", "production", "staging"]);
    });
  });
});
