import execa from "execa";
import { AZURE_DATABRICKS } from "../../azure/well-known-ids";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { type Deployment, readDeployment } from "../engine/deployment";
import { askEngine, type EngineContext, type EngineWatch } from "../engine/engine-process";
import { ExitCode } from "../exit-code";
import { deletedVaultsInAzure, deletedVaultsVariable } from "./deleted-vaults";
import { importDeployment } from "./import-deployment";
import type { Target } from "./target";

/** Stacks deployed to Azure with the official engine and plugins, where `pulumi login` points. */
export class CloudTarget implements Target {
  readonly name = "cloud";
  readonly engine: EngineContext;

  private constructor(watch: EngineWatch, environment: Record<string, string>) {
    this.engine = { pulumi: "pulumi", directory: CHECKOUT, environment, watch };
  }

  /** @throws CommandError `missing` without the official engine, `mistake` without a login. */
  static async open(watch: EngineWatch): Promise<CloudTarget> {
    const { exitCode, failed } = await execa("pulumi", ["whoami", "--non-interactive"], { reject: false });
    if (failed && exitCode === undefined) {
      throw new CommandError(
        "The cloud needs the official Pulumi CLI: https://www.pulumi.com/docs/install. For the sandbox it is not needed.",
        ExitCode.missing,
      );
    }
    if (failed) {
      throw new CommandError(
        "pulumi is not logged in. Log in to the backend that holds your stacks: pulumi login azblob://… " +
          "(docs/deploy-to-azure.md)",
        ExitCode.mistake,
      );
    }
    return new CloudTarget(watch, deletedVaultsVariable(await deletedVaultsInAzure()));
  }

  /** A stack of the cloud is made once, by hand, because its secrets provider is a decision. */
  async ensureStack(stack: string): Promise<void> {
    if (await this.deployment(stack)) return;
    throw new CommandError(
      `There is no stack "${stack}" in this backend. Make it once: ` +
        `pulumi stack init ${stack} --secrets-provider=azurekeyvault://… (docs/deploy-to-azure.md)`,
      ExitCode.mistake,
    );
  }

  async deployment(stack: string): Promise<Deployment | undefined> {
    const { succeeded, output } = await askEngine(this.engine, ["stack", "export", "--stack", stack]);
    return succeeded ? readDeployment(output) : undefined;
  }

  async replaceDeployment(stack: string, deployment: Deployment): Promise<void> {
    await importDeployment(this.engine, stack, deployment);
  }

  /** Locks of a shared backend may be anybody's: the engine's own message names their owner. */
  async clearStaleLock(): Promise<void> {}

  /** Whoever installed the engine looks after it. */
  async engineFault(): Promise<undefined> {}

  /** @throws Error in the words of the Azure CLI. */
  async deleteResourceGroup(id: string): Promise<void> {
    const [, , subscription = "", , name = ""] = id.split("/");
    const group = ["--name", name, "--subscription", subscription];
    const { stdout } = await execa("az", ["group", "exists", ...group]);
    if (stdout.trim() === "true") await execa("az", ["group", "delete", "--yes", ...group]);
  }

  async databricksToken(): Promise<string | undefined> {
    if (process.env.DATABRICKS_TOKEN) return process.env.DATABRICKS_TOKEN;
    const parameters = [
      "account",
      "get-access-token",
      "--resource",
      AZURE_DATABRICKS,
      "--query",
      "accessToken",
      "-o",
      "tsv",
    ];
    const { stdout, failed } = await execa("az", parameters, { reject: false });
    return failed ? undefined : stdout.trim();
  }
}
