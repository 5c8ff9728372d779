import type { RunningEstate } from "../../access";
import type { DeclaredStack } from "../../infra/declaration";
import { deployerToken, findRunning, type Home } from "../../sandbox/lifecycle";
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
 * Where the deployed ones of these stacks run.
 * @throws CommandError when none is deployed, or there is nobody to ask as.
 */
export async function runningEstate(
  home: Home,
  target: Target["name"],
  declared: readonly DeclaredStack[],
): Promise<RunningEstate> {
  const place = target === "cloud" ? await cloud() : await sandbox(home);
  const platforms = declared.filter(({ kind }) => kind === "platform");
  const found = await Promise.all(
    platforms.map(async ({ name, settings }) => {
      const { workspaceId, workspaceUrl } = stackOutputs(await place.deployment(name));
      if (typeof workspaceUrl !== "string" || typeof workspaceId !== "string") return [];
      return [{ environment: settings.name, stage: settings.environment.stage, id: workspaceId, host: workspaceUrl }];
    }),
  );
  const [first] = platforms;
  const workspaces = found.flat();
  if (!first || workspaces.length === 0) {
    const names = platforms.map(({ name }) => name).join(", ");
    throw new CommandError(`None of ${names} is deployed: run lakestage up, or leave --running out.`, ExitCode.mistake);
  }
  const { host, id } = first.settings.account;
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
