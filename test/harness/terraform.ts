import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa, { type ExecaReturnValue } from "execa";
import { resolveTerraformProvider } from "../../sandbox/engine";

/** Why Terraform cannot be run on this machine; undefined when it can. */
export function whyNoTerraform(): string | undefined {
  const missing = ["terraform", "go"].find((tool) => execa.sync(tool, ["version"], { reject: false }).failed);
  if (!missing) return undefined;
  return missing === "go" ? "there is no Go to build the provider with" : "there is no terraform on the PATH";
}

export interface TerraformOptions {
  /** Where the `.tf` files are. Terraform works on a copy, so that nothing is written there. */
  configuration: string;
  variables: Record<string, string>;
  /** As whom it works. */
  token: string;
}

/**
 * Terraform with the official Databricks provider, built from the Go module that the Pulumi plugin is built from, in a
 * temporary folder. Call `dispose` whatever happens.
 */
export class Terraform {
  private constructor(
    private readonly options: TerraformOptions,
    /** Where it works: the configuration's copy and the state. */
    readonly directory: string,
  ) {}

  static async create(options: TerraformOptions): Promise<Terraform> {
    const provider = await resolveTerraformProvider({ onProgress: () => {} });
    if (provider === undefined) throw new Error("Go is missing");
    const directory = mkdtempSync(join(tmpdir(), "lakestage-terraform-"));
    cpSync(options.configuration, directory, { recursive: true });
    // With an override there is nothing to install, and so no `terraform init`.
    writeFileSync(
      join(directory, "cli.tfrc"),
      `provider_installation {\n  dev_overrides {\n    "databricks/databricks" = ${JSON.stringify(provider)}\n  }\n}\n`,
    );
    return new Terraform(options, directory);
  }

  /** Changes what is there to what is declared. @param flags further ones, as `-var-file=…`. */
  apply(...flags: string[]): Promise<string> {
    return this.succeed("apply", "-auto-approve", ...flags);
  }

  destroy(...flags: string[]): Promise<string> {
    return this.succeed("destroy", "-auto-approve", ...flags);
  }

  /** Compares what is declared with what is there; undefined when nothing differs, else what Terraform prints. */
  async difference(...flags: string[]): Promise<string | undefined> {
    const { exitCode, all } = await this.run("plan", "-detailed-exitcode", ...flags);
    if (exitCode === 0) return undefined;
    if (exitCode === 2) return all ?? "";
    throw new Error(`terraform plan ended with ${exitCode}\n${all}`);
  }

  /** Addresses of all resources that Terraform manages, as `databricks_catalog.this`. */
  async managed(): Promise<string[]> {
    const { stdout } = await this.command("state", "list");
    return stdout.split("\n").filter((line) => line !== "" && !line.startsWith("data."));
  }

  dispose(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async succeed(command: string, ...args: string[]): Promise<string> {
    const { exitCode, all } = await this.run(command, ...args);
    if (exitCode !== 0) throw new Error(`terraform ${command} ended with ${exitCode}\n${all}`);
    return all ?? "";
  }

  /** Runs a command that works on state and variables, whatever its outcome. */
  run(command: string, ...args: string[]): Promise<ExecaReturnValue> {
    return this.command(command, "-input=false", "-no-color", ...args);
  }

  /** Runs any command, whatever its outcome. */
  command(command: string, ...args: string[]): Promise<ExecaReturnValue> {
    return execa("terraform", [command, ...args], {
      cwd: this.directory,
      env: this.environment,
      reject: false,
      all: true,
      stdin: "ignore",
    });
  }

  /** What makes `terraform` use the provider, the variables and the token. */
  get environment(): Record<string, string> {
    const variables = Object.entries(this.options.variables).map(([name, value]) => [`TF_VAR_${name}`, value]);
    return {
      ...Object.fromEntries(variables),
      TF_CLI_CONFIG_FILE: join(this.directory, "cli.tfrc"),
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
      DATABRICKS_TOKEN: this.options.token,
      // The user's own profiles have no say.
      DATABRICKS_CONFIG_FILE: join(this.directory, "no-profiles"),
    };
  }
}
