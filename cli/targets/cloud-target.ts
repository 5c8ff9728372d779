import execa from "execa";
import { z } from "zod";
import { AZURE_DATABRICKS } from "../../azure/well-known-ids";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { type Deployment, readDeployment } from "../engine/deployment";
import { type AskedEngine, askEngine, type EngineContext, type EngineWatch } from "../engine/engine-process";
import { ExitCode } from "../exit-code";
import { deletedVaultsInAzure, deletedVaultsVariable } from "./deleted-vaults";
import { importDeployment } from "./import-deployment";
import { APPROVAL, pendingOf, type ResourceGroup, type StackStates, sameId, type Target } from "./target";

/** Stacks deployed to Azure with the official engine and plugins, where `pulumi login` points. */
export class CloudTarget implements Target {
  readonly name = "cloud";
  readonly engine: EngineContext;

  private constructor(watch: EngineWatch, environment: Record<string, string>) {
    this.engine = { ...OFFICIAL, environment, watch };
  }

  /** @throws CommandError `missing` without the official engine, `mistake` without a login. */
  static async open(watch: EngineWatch): Promise<CloudTarget> {
    await requireLogin();
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

  stackNames(): Promise<string[]> {
    return stackNamesIn(this.engine);
  }

  deployment(stack: string): Promise<Deployment | undefined> {
    return deploymentIn(this.engine, stack);
  }

  async replaceDeployment(stack: string, deployment: Deployment): Promise<void> {
    await importDeployment(this.engine, stack, deployment);
  }

  /** Locks of a shared backend may be anybody's: the engine's own message names their owner. */
  async clearStaleLock(): Promise<void> {}

  /** Whoever installed the engine looks after it. */
  async engineFault(): Promise<undefined> {}

  async deleteResourceGroup({ id, managedBy }: ResourceGroup): Promise<boolean> {
    const [, , subscription = "", , name = ""] = id.split("/");
    const az = async (command: string, ...more: string[]): Promise<string> => {
      const { stdout } = await execa("az", ["group", command, "--name", name, "--subscription", subscription, ...more]);
      return stdout.trim();
    };
    if ((await az("exists")) !== "true") return false;
    if (managedBy !== undefined && !sameId(await az("show", "--query", "managedBy", "-o", "tsv"), managedBy))
      return false;
    await az("delete", "--yes");
    return true;
  }

  async approveConnections(resource: string, endpoints: readonly string[]): Promise<number> {
    const az = async (command: string, ...more: string[]): Promise<string> =>
      (await execa("az", ["network", "private-endpoint-connection", command, "--id", ...more])).stdout;
    const pending = pendingOf(JSON.parse(await az("list", resource, "--output", "json")), endpoints);
    for (const { id } of pending) await az("approve", id, "--description", APPROVAL);
    return pending.length;
  }

  databricksToken(): Promise<string | undefined> {
    return cloudDatabricksToken();
  }
}

/** Of whoever is signed in; undefined where nobody is. */
export async function cloudDatabricksToken(): Promise<string | undefined> {
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

/** The states of the cloud's stacks, for whoever only reads. @throws CommandError as `CloudTarget.open` does. */
export async function cloudStates(): Promise<StackStates> {
  await requireLogin();
  return {
    name: "cloud",
    stackNames: () => stackNamesIn(OFFICIAL),
    deployment: (stack) => deploymentIn(OFFICIAL, stack),
  };
}

/** The `pulumi` on the PATH. */
const OFFICIAL = { pulumi: "pulumi", directory: CHECKOUT, environment: {} };

async function requireLogin(): Promise<void> {
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
}

const namesSchema = z.array(z.object({ name: z.string() }));

/** @throws CommandError where the backend does not say which stacks it holds. */
async function stackNamesIn(engine: AskedEngine): Promise<string[]> {
  const { messages, output, succeeded } = await askEngine(engine, ["stack", "ls", "--json"]);
  if (!succeeded)
    throw new CommandError(`pulumi cannot list the stacks of this backend:\n${messages}`, ExitCode.mistake);
  // A backend with organisations names them in front.
  return namesSchema.parse(JSON.parse(output)).map(({ name }) => name.split("/").at(-1) ?? name);
}

async function deploymentIn(engine: AskedEngine, stack: string): Promise<Deployment | undefined> {
  const { succeeded, output } = await askEngine(engine, ["stack", "export", "--stack", stack]);
  return succeeded ? readDeployment(output) : undefined;
}
