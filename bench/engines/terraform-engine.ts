import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Terraform } from "../../test/harness/terraform";
import type { MeasuredCommand } from "../measure/measured-process";
import type { Engine } from "./engine";
import type { ProgramInput } from "./program/program-input";
import { type TerraformSchemas, terraformConfiguration } from "./terraform-configuration";

const PROVIDER = "registry.terraform.io/databricks/databricks";

/** What the provider can be asked with for its schemas. */
export const ONLY_THE_PROVIDER = {
  terraform: { required_providers: { databricks: { source: "databricks/databricks" } } },
};

/** Terraform with the same provider, and a configuration that declares just these resources. */
export async function terraformEngine(input: ProgramInput, directory: string, token: string): Promise<Engine> {
  writeFileSync(join(directory, "main.tf.json"), JSON.stringify(ONLY_THE_PROVIDER));
  const terraform = await Terraform.create({ configuration: directory, variables: {}, token });
  const configuration = terraformConfiguration(input, await schemasOf(terraform));
  writeFileSync(join(terraform.directory, "main.tf.json"), JSON.stringify(configuration));
  const command = (...args: string[]): MeasuredCommand => ({
    file: "terraform",
    args: [...args, "-input=false", "-no-color"],
    directory: terraform.directory,
    environment: terraform.environment,
  });
  return {
    commands: {
      up: command("apply", "-auto-approve"),
      preview: command("plan", "-refresh=false", "-detailed-exitcode"),
      "preview with refresh": command("plan", "-detailed-exitcode"),
      // A warehouse that has started meanwhile is a difference here, and none to anything declared.
      refresh: command("plan", "-refresh-only"),
      destroy: command("destroy", "-auto-approve", "-refresh=false"),
    },
    dispose: () => terraform.dispose(),
  };
}

/** What the provider says of its resources' arguments. */
export async function schemasOf(terraform: Terraform): Promise<TerraformSchemas> {
  const { exitCode, stdout, stderr } = await terraform.command("providers", "schema", "-json");
  if (exitCode !== 0) throw new Error(`terraform providers schema ended with ${exitCode}\n${stderr}`);
  const { provider_schemas: providers } = JSON.parse(stdout) as {
    provider_schemas: Record<string, { resource_schemas: TerraformSchemas }>;
  };
  return providers[PROVIDER]?.resource_schemas ?? {};
}
