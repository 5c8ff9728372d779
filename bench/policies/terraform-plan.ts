import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeclaredStack } from "../../infra/declaration";
import { Terraform } from "../../test/harness/terraform";
import type { EmptyWorkspace } from "../engines/empty-workspace";
import type { BenchmarkResource, Value } from "../engines/resource-set";
import { type TerraformSchemas, terraformConfiguration } from "../engines/terraform-configuration";
import { ONLY_THE_PROVIDER, schemasOf } from "../engines/terraform-engine";
import { azurermResources } from "./azurerm-resources";

/** What scanners read of `terraform show -json`. */
export interface TerraformPlan {
  planned_values: { root_module: { resources: { address: string; type: string }[] } };
  resource_changes: object[];
}

/** A plan, and how long Terraform took to make and to show it. */
export interface TimedPlan {
  plan: TerraformPlan;
  seconds: number;
}

/**
 * One plan of what stacks declare, in an empty workspace. Databricks' resources are Terraform's own plan; Azure's are put
 * beside them.
 */
export async function terraformPlan(stacks: readonly DeclaredStack[], place: EmptyWorkspace): Promise<TimedPlan> {
  const { plan, seconds } = await plannedDatabricksResources(stacks.flatMap(databricksResources), place);
  for (const { name, type, values } of stacks.flatMap(azurermResources)) {
    const address = `${type}.${name}`;
    const common = { address, mode: "managed", type, name, provider_name: AZURERM };
    plan.planned_values.root_module.resources.push({
      ...common,
      ...{ schema_version: 0, values, sensitive_values: {} },
    });
    const change = { actions: ["create"], before: null, after: values, after_unknown: {}, after_sensitive: {} };
    plan.resource_changes.push({ ...common, change });
  }
  return { plan, seconds };
}

const AZURERM = "registry.terraform.io/hashicorp/azurerm";

const databricksResources = ({ name: stack, resources }: DeclaredStack): BenchmarkResource[] =>
  resources
    .filter(({ type }) => type.startsWith("databricks:index/"))
    .map(({ inputs, name, provider, type }) => ({
      name: `${stack}-${name}`,
      type,
      provider: provider.split("::").at(-2) === "account" ? "account" : "workspace",
      // Everything is known, if only by stand-ins: nothing refers to anything else.
      inputs: JSON.parse(JSON.stringify(inputs)) as { [name: string]: Value },
      dependsOn: [],
    }));

async function plannedDatabricksResources(
  resources: BenchmarkResource[],
  { estate: _estate, token, ...addresses }: EmptyWorkspace,
): Promise<TimedPlan> {
  const directory = mkdtempSync(join(tmpdir(), "lakestage-bench-plan-"));
  let terraform: Terraform | undefined;
  try {
    writeFileSync(join(directory, "main.tf.json"), JSON.stringify(ONLY_THE_PROVIDER));
    terraform = await Terraform.create({ configuration: directory, variables: {}, token });
    const schemas = await schemasOf(terraform);
    const { resource: declared, ...others } = terraformConfiguration({ resources, ...addresses }, schemas);
    const configuration = { ...others, resource: withNumbers(declared as DeclaredByType, schemas) };
    writeFileSync(join(terraform.directory, "main.tf.json"), JSON.stringify(configuration));
    const started = performance.now();
    const { all, exitCode } = await terraform.run("plan", "-refresh=false", "-out=plan");
    if (exitCode !== 0) throw new Error(`terraform plan ended with ${exitCode}\n${all}`);
    const shown = await terraform.command("show", "-json", "plan");
    const seconds = (performance.now() - started) / 1000;
    return { plan: JSON.parse(shown.stdout) as TerraformPlan, seconds };
  } finally {
    terraform?.dispose();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Arguments of resources, by type and name. */
type DeclaredByType = Record<string, Record<string, Record<string, unknown>>>;

/** Ids that services make up have stand-ins, which are not always the numbers that Terraform wants. */
function withNumbers(declared: DeclaredByType, schemas: TerraformSchemas): DeclaredByType {
  for (const [type, resources] of Object.entries(declared)) {
    const attributes = schemas[type]?.block.attributes ?? {};
    for (const body of Object.values(resources)) {
      for (const [name, value] of Object.entries(body)) {
        const isNumber = attributes[name]?.type === "number";
        if (isNumber && (value === null || Number.isNaN(Number(value)))) body[name] = 1;
      }
    }
  }
  return declared;
}
