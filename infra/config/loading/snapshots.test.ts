import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectWith, removeProjects } from "../../testing/project-directory";
import { describeProblems, loadEnvironment, snapshotSources, snapshotTargets, stackOrder } from "..";
import type { StackPlace } from "../files/stacks-in";

const CHECKOUT = join(__dirname, "../../..");
const CATALOG = "  lakestage:unityCatalog:\n";

const STAGES = ["development", "staging", "production"];
const networkOf = (stage: string): string => `10.${10 * (STAGES.indexOf(stage) + 1)}.0.0/20`;

const environmentFile = (stage: string, catalog = ""): string =>
  `config:\n  lakestage:environment: { stage: ${stage} }\n  lakestage:network: { cidr: ${networkOf(stage)} }\n${catalog}`;

/** Three environments, of which two give snapshots to dev, and a project that names tables in prod only. */
const directory = (change: Record<string, string> = {}): string =>
  projectWith({
    "Pulumi.yaml": readFileSync(join(CHECKOUT, "Pulumi.yaml"), "utf8"),
    "Pulumi.dev.yaml": environmentFile("development", `${CATALOG}    catalog: playground\n`),
    "Pulumi.qa.yaml": environmentFile("staging", `${CATALOG}    prodAccess: snapshot\n    readOnlyIn: [dev]\n`),
    "Pulumi.prod.yaml": environmentFile(
      "production",
      `${CATALOG}    prodAccess: snapshot\n    readOnlyIn: [dev, qa]\n`,
    ),
    "projects/trains.yaml":
      "environments:\n  prod: { snapshots: { tables: { journeys: {} } } }\n  qa: { schema: trains_for_tests }\n",
    ...change,
  });

function settingsOf(from: string, environment: string) {
  const loaded = loadEnvironment(from, environment);
  if (!loaded.ok) throw new Error(describeProblems(loaded.problems));
  return loaded.settings;
}

afterAll(removeProjects);

describe("snapshots", () => {
  it("come from the environments that name the reader, with prodAccess: snapshot", () => {
    const found = ["dev", "qa", "prod"].map((reader) => snapshotSources(directory(), reader));
    expect(found).toEqual([
      { ok: true, found: ["prod", "qa"] },
      { ok: true, found: ["prod"] },
      { ok: true, found: [] },
    ]);
  });

  it("go to the reader's catalog, into a schema named after its own there and after where they are from", () => {
    const from = directory();
    expect(snapshotTargets(from, settingsOf(from, "prod"), "trains")).toEqual({
      ok: true,
      found: [
        { environment: "dev", catalog: "playground", schema: "trains_prod_snapshot" },
        { environment: "qa", catalog: "qa", schema: "trains_for_tests_prod_snapshot" },
      ],
    });
  });

  it("go nowhere from where the project names no table, or where readers are bound", () => {
    const from = directory();
    expect(snapshotTargets(from, settingsOf(from, "qa"), "trains")).toEqual({ ok: true, found: [] });
    const bound = directory({ "Pulumi.prod.yaml": environmentFile("production", `${CATALOG}    readOnlyIn: [dev]\n`) });
    expect(snapshotTargets(bound, settingsOf(bound, "prod"), "trains")).toEqual({ ok: true, found: [] });
    expect(snapshotSources(bound, "dev")).toEqual({ ok: true, found: ["qa"] });
  });

  it.each([
    ["cannot be parsed", "config: [", /^Pulumi\.prod\.yaml:1:/],
    [
      "has a mistake there",
      environmentFile("production", `${CATALOG}    prodAcces: snapshot\n`),
      'Pulumi.prod.yaml:5:5: unknown key "prodAcces"; did you mean "prodAccess"?',
    ],
  ])("of an environment whose file %s are not taken for none", (_, text, expected) => {
    const found = snapshotSources(directory({ "Pulumi.prod.yaml": text }), "dev");
    expect(found.ok ? found : describeProblems(found.problems)).toMatch(expected);
  });

  it("do not depend on mistakes in other settings of that environment", () => {
    const text = environmentFile("produktion", `${CATALOG}    prodAccess: snapshot\n    readOnlyIn: [dev]\n`);
    expect(snapshotSources(directory({ "Pulumi.prod.yaml": text }), "dev")).toEqual({
      ok: true,
      found: ["prod", "qa"],
    });
  });
});

describe("the order of stacks", () => {
  const order = (files: Parameters<typeof stackOrder>[0], environment: string, kind: StackPlace["kind"] = "platform") =>
    stackOrder(files)({ environment, kind });

  it("is from the source of snapshots to who gets them, and does without the source", () => {
    const files = directory();
    expect(order(files, "dev")).toEqual({ needed: [], waitedFor: ["prod.platform", "qa.platform"] });
    expect(order(files, "qa")).toEqual({ needed: [], waitedFor: ["prod.platform"] });
    expect(order(files, "prod")).toEqual({ needed: [], waitedFor: [] });
  });

  it("is from the reader to the environment whose catalog is bound there", () => {
    expect(order(CHECKOUT, "dev")).toEqual({ needed: [], waitedFor: [] });
    expect(order(CHECKOUT, "prod")).toEqual({ needed: ["dev.platform"], waitedFor: [] });
  });

  it("leaves what pipelines deploy within its environment", () => {
    expect(order(CHECKOUT, "prod", "environment")).toEqual({ needed: ["prod.platform"], waitedFor: [] });
    expect(order(CHECKOUT, "prod", "project")).toEqual({ needed: ["prod.platform", "prod"], waitedFor: [] });
    expect(order(directory(), "dev", "project")).toEqual({ needed: ["dev.platform", "dev"], waitedFor: [] });
  });
});
