import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DeclaredStack, declareEstate } from "../infra/declaration";
import type { Finding } from "../policies/finding";
import { judge } from "../policies/judge";
import { allRules } from "../policies/rule-index";
import { planted } from "../policies/testing/planted";
import { CHECKOUT, Estate } from "./harness/estate";
import { PipelineResults } from "./harness/pipeline-results";
import { batchesOf, engineFreeRules, type PlantedCase, plantedCases } from "./harness/planted-cases";
import { Project } from "./harness/project";

const MINUTES = 60_000;
const rules = allRules();
const batches = batchesOf(plantedCases());
const STACKS = [...new Set(batches.map(({ stack }) => stack))];

interface PreviewReport {
  stack: string;
  findings: Finding[];
  diagnostics: { severity: string; resource?: string; message: string }[];
}

const isUndetermined = ({ outcome }: Finding): boolean => outcome === "undetermined";

/** `lakestage check` must say what the engine's run says: on the shipped estate, and on every planted violation. */
describe("the policy pack in the engine", () => {
  let project: Project;
  let estate: Estate;
  /** By name. */
  let declared: Map<string, DeclaredStack>;
  /** Cases that the provider refuses before rules matter. */
  const refusals = new Set<string>();

  beforeAll(async () => {
    project = Project.create();
    for (const file of ["Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml", "projects"]) project.copy(file);
    // The program with something between it and the engine that plants violations where it is told to.
    const settings = readFileSync(join(CHECKOUT, "Pulumi.yaml"), "utf8");
    project.file("Pulumi.yaml", settings.replace("main: infra\n", "main: test/policies/program\n"));
    estate = await Estate.create(project.directory);
    declared = new Map((await declareEstate(project.directory)).map((stack) => [stack.name, stack]));

    await estate.succeed("up");
    const addresses = new Map(
      (await estate.json<{ stack: string; address?: string }[]>("status")).map(({ address, stack }) => [
        stack,
        address,
      ]),
    );
    const token = await estate.token("lakestage-deployer");
    for (const { project: settings, settings: environment } of declared.values()) {
      if (!settings) continue;
      const results = new PipelineResults(addresses.get(environment.name) ?? "", environment.name, token);
      await results.leave(settings);
      for (const model of Object.keys(settings.models)) {
        await results.challenger(`${environment.name}.${settings.schema}.${model}`);
      }
    }
    await estate.succeed("up");
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

  test.each(
    batches.map(({ cases, stack }) => [cases.length, stack, cases.map(({ reference }) => reference).join(",")]),
  )(
    "finds what `lakestage check` finds in %d planted violations of %s: %s",
    async (_, name, references) => {
      const stack = declared.get(name);
      const batch = batches.find(({ cases }) => cases.map(({ reference }) => reference).join(",") === references);
      if (!stack || !batch) throw new Error(`nothing to plant in ${name}`);
      let { cases } = batch;
      let report = await previewWith(cases);
      // What the provider refuses by itself keeps the engine from its end: the others are tried without it.
      for (let refused = refusedBy(report, cases); refused.length > 0; refused = refusedBy(report, cases)) {
        for (const { reference } of refused) refusals.add(reference);
        cases = cases.filter((each) => !refused.includes(each));
        report = await previewWith(cases);
      }
      expect(report.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      const changes = cases.flatMap((planned) => planned.changes);
      const expected = judge(planted(stack, changes), rules);
      // A planted change makes some ids unknown to the preview; what rules cannot know then, they say they do not know.
      const open = new Set(report.findings.filter(isUndetermined).map(({ rule }) => rule));
      const told = (findings: readonly Finding[]): Finding[] => findings.filter(({ rule }) => !open.has(rule));
      expect(inOrder(told(report.findings))).toEqual(inOrder(told(expected)));
    },
    2 * MINUTES,
  );

  /** The engine's preview of the stack that the cases are about, with them planted. */
  async function previewWith(cases: readonly PlantedCase[]): Promise<PreviewReport> {
    const variables = { LAKESTAGE_PLANTED: cases.map(({ reference }) => reference).join(",") };
    const stack = cases[0]?.stack ?? "prod";
    const { stderr, stdout } = await estate.runWith(variables, "preview", stack, "--policies", "--json");
    const [report] = (stdout === "" ? [] : JSON.parse(stdout)) as PreviewReport[];
    if (!report) throw new Error(`no report of ${stack}: ${stderr}`);
    return report;
  }

  test("was tried on every rule", () => {
    const tried = batches.flatMap(({ cases }) => cases.map(({ reference }) => reference.split(":")[0] ?? ""));
    expect([...new Set([...tried, ...engineFreeRules()])].sort()).toEqual(rules.map(({ id }) => id).sort());
    expect(engineFreeRules().length + refusals.size).toBeLessThan(rules.length / 10);
    expect(STACKS.length).toBeGreaterThan(2);
  });
});

/** The cases about resources that the engine names an error of. */
function refusedBy({ diagnostics }: PreviewReport, cases: readonly PlantedCase[]): PlantedCase[] {
  const named = diagnostics.flatMap(({ resource = "", severity }) =>
    severity === "error" ? (resource.split(" ").at(-1) ?? "") : [],
  );
  return cases.filter(({ changes }) => changes.some(({ name }) => named.includes(name)));
}

const inOrder = (findings: readonly Finding[]): string[] =>
  findings
    .map(({ level, message, property = "", rule, urn }) =>
      [rule, level, urn, property, withoutIds(message)].join(" | "),
    )
    .sort();

/** What services make up is a stand-in where there is no engine. */
const withoutIds = (message: string): string => message.replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|\d{12,}/g, "…");
