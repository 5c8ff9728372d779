import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DeclaredStack, declareEstate } from "../infra/declaration";
import type { Finding } from "../policies/finding";
import { judge } from "../policies/judge";
import { allRules } from "../policies/rule-index";
import { planted } from "../policies/testing/planted";
import { CHECKOUT, Estate } from "./harness/estate";
import { PipelineResults } from "./harness/pipeline-results";
import { batchesOf, plantedCases } from "./harness/planted-cases";
import { Project } from "./harness/project";

const MINUTES = 60_000;
const rules = allRules();
const batches = batchesOf(plantedCases());
const STACKS = [...new Set(batches.map(({ stack }) => stack))];

interface PreviewReport {
  stack: string;
  findings: Finding[];
}

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
      const expected = judge(
        planted(
          stack,
          batch.cases.flatMap(({ changes }) => changes),
        ),
        rules,
      );
      const { stdout, stderr } = await estate.runWith(
        { LAKESTAGE_PLANTED: references },
        "preview",
        name,
        "--policies",
        "--json",
      );
      const [report] = (stdout === "" ? [] : JSON.parse(stdout)) as PreviewReport[];
      if (!report) throw new Error(`no report of ${name}: ${stderr}`);
      expect(inOrder(report.findings)).toEqual(inOrder(expected));
    },
    2 * MINUTES,
  );

  test("was tried on every rule", () => {
    const tried = new Set(batches.flatMap(({ cases }) => cases.map(({ reference }) => reference.split(":")[0])));
    expect([...tried].sort()).toEqual(rules.map(({ id }) => id).sort());
    expect(STACKS.length).toBeGreaterThan(2);
  });
});

const inOrder = (findings: readonly Finding[]): string[] =>
  findings
    .map(({ level, message, property = "", rule, urn }) => [rule, level, urn, property, message].join(" | "))
    .sort();
