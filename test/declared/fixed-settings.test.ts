import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { changedForGood } from "../../cli/stacks/fixed-settings";
import { type EnvironmentSettings, loadEnvironment } from "../../infra/config";
import { VARIATIONS } from "../../infra/config/variations/settings-variations";
import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { projectWith, removeProjects } from "../../infra/testing/project-directory";
import { CHECKOUT } from "../harness/estate";

/*
 * What Azure fixes for good must be told before a deployment, listed in the guide, and left out of what tests change in
 * place: three lists, which are one here.
 */

const ENVIRONMENTS = ["dev", "prod"];
const read = (file: string): string => readFileSync(join(CHECKOUT, file), "utf8");

function shipped(environment: string): EnvironmentSettings {
  const loaded = loadEnvironment(CHECKOUT, environment);
  if (!loaded.ok) throw new Error(`${environment} is shipped with mistakes`);
  return loaded.settings;
}

/** The environment's platform, deployed with these settings. */
async function deployed({ name, ...sections }: EnvironmentSettings): Promise<DeclaredStack> {
  const config = Object.fromEntries(Object.entries(sections).map(([key, value]) => [`lakestage:${key}`, value]));
  const files = Object.fromEntries(
    ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml"].map((file) => [file, read(file)]),
  );
  const directory = projectWith({ ...files, [`Pulumi.${name}.yaml`]: stringify({ config }) });
  const [stack] = await declareEstate(directory, [`${name}.platform`]);
  if (!stack) throw new Error(`${name}.platform is not declared`);
  return stack;
}

const refused = ({ resources }: DeclaredStack, settings: EnvironmentSettings): string[] =>
  changedForGood(resources, settings).map(({ path }) => path.join("."));

/** Settings in the first column of the guide's table. */
function inGuide(): string[] {
  const guide = read("docs/deploy-to-azure.md");
  const [, table = ""] = /\*\*Fixed for good\.\*\*([\s\S]*?)\n##/.exec(guide) ?? [];
  return [...table.matchAll(/^\| `([\w.]+)/gm)].map(([, setting]) => setting ?? "");
}

/** No variation has another value of it, or only one that Azure takes from there. */
const NOT_VARIED = ["azure.location", "azure.subscriptionId"];

afterAll(removeProjects);

test("the guide lists every setting that Azure fixes, and what changes one is varied in a new environment only", async () => {
  const met = new Set<string>();
  for (const environment of ENVIRONMENTS) {
    const before = shipped(environment);
    const standing = await deployed(before);
    expect(refused(standing, before)).toEqual([]);
    for (const { change, name, onlyWhenNew } of VARIATIONS) {
      const after = { ...before, ...change(before) } as EnvironmentSettings;
      const varied = await deployed(after);
      const there = { ...varied.settings, name: environment };
      const forwards = refused(standing, there);
      if (environment === "dev") {
        expect({ name, onlyWhenNew: onlyWhenNew ?? false }).toEqual({ name, onlyWhenNew: forwards.length > 0 });
      }
      for (const setting of [...forwards, ...refused(varied, before)]) met.add(setting);
    }
  }
  expect([...met, ...NOT_VARIED].sort()).toEqual(inGuide().sort());
}, 120_000);
