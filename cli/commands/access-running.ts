import type { RunningEstate } from "../../access";
import { type EnvironmentSettings, loadEnvironment, platformStack } from "../../infra/config";
import { deployerToken, findRunning, type Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { type Deployment, stackOutputs } from "../engine/deployment";
import { ExitCode } from "../exit-code";
import { CloudTarget } from "../targets/cloud-target";
import { readSandboxDeployment } from "../targets/sandbox-state";
import type { Target } from "../targets/target";

/** What of a target is needed to ask the services there. */
interface Place {
  /** Where the account is, instead of where the settings say. */
  accountHost?: string;
  token: string;
  deployment(stack: string): Promise<Deployment | undefined>;
}

/**
 * Where those of these environments run that are deployed.
 * @throws CommandError when none is, or there is nobody to ask as.
 */
export async function runningEstate(
  home: Home,
  target: Target["name"],
  names: readonly string[],
): Promise<RunningEstate> {
  const place = target === "cloud" ? await cloud() : await sandbox(home);
  const environments = names.flatMap((name): EnvironmentSettings[] => {
    const loaded = loadEnvironment(CHECKOUT, name);
    return loaded.ok ? [loaded.settings] : [];
  });
  const found = await Promise.all(
    environments.map(async ({ environment: { stage }, name }) => {
      const { workspaceId, workspaceUrl } = stackOutputs(await place.deployment(platformStack(name)));
      if (typeof workspaceUrl !== "string" || typeof workspaceId !== "string") return [];
      return [{ environment: name, stage, id: workspaceId, host: workspaceUrl }];
    }),
  );
  const [first] = environments;
  const workspaces = found.flat();
  if (!first || workspaces.length === 0) {
    const asked = names.map(platformStack).join(", ");
    throw new CommandError(`None of ${asked} is deployed: run lakestage up, or leave --running out.`, ExitCode.mistake);
  }
  const { host, id } = first.account;
  return { account: { id, host: place.accountHost ?? host }, workspaces, token: place.token };
}

async function sandbox(home: Home): Promise<Place> {
  const running = await findRunning(home);
  if (!running) throw new CommandError("The sandbox is not running: lakestage sandbox start.", ExitCode.mistake);
  return {
    accountHost: running.addresses.account,
    token: deployerToken(home),
    deployment: async (stack) => readSandboxDeployment(home, stack),
  };
}

async function cloud(): Promise<Place> {
  const target = await CloudTarget.open({ engineStarted() {}, engineEnded() {} });
  const token = await target.databricksToken();
  if (token === undefined) {
    throw new CommandError("There is no token for Databricks: az login, or set DATABRICKS_TOKEN.", ExitCode.mistake);
  }
  return { token, deployment: (stack) => target.deployment(stack) };
}
