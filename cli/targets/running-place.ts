import { deployerToken, findRunning, type Home, tokenOf } from "../../sandbox/lifecycle";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { readSandboxDeployment } from "./sandbox-state";
import type { StackStates, Target } from "./target";

/** What of a target is needed to ask the services that run there, without an engine being readied. */
export interface RunningPlace extends Pick<StackStates, "deployment" | "name"> {
  /** Where the account is, instead of where the settings say. */
  accountHost?: string;
  /** For a Databricks host. */
  token: string;
}

/**
 * Where the estate runs, and a token to ask it with.
 * @param as whom to ask as in the sandbox. Default: whoever deploys there.
 * @throws CommandError when the sandbox does not run, or there is nobody to ask as.
 */
export async function runningPlace(home: Home, target: Target["name"], as?: string): Promise<RunningPlace> {
  return target === "cloud" ? await cloud(as) : await sandbox(home, as);
}

async function sandbox(home: Home, as: string | undefined): Promise<RunningPlace> {
  const running = await findRunning(home);
  if (!running) throw new CommandError("The sandbox is not running: lakestage sandbox start.", ExitCode.mistake);
  return {
    name: "sandbox",
    accountHost: running.addresses.account,
    token: as === undefined ? deployerToken(home) : tokenOf(home, as),
    deployment: async (stack) => readSandboxDeployment(home, stack),
  };
}

async function cloud(as: string | undefined): Promise<RunningPlace> {
  if (as !== undefined) {
    throw new CommandError(`--as is for the sandbox: in the cloud, sign in as ${as}.`, ExitCode.mistake);
  }
  const { cloudDatabricksToken, cloudStates } = await import("./cloud-target");
  const states = await cloudStates();
  const token = await cloudDatabricksToken();
  if (token === undefined) {
    throw new CommandError("There is no token for Databricks: az login, or set DATABRICKS_TOKEN.", ExitCode.mistake);
  }
  return { name: "cloud", token, deployment: (stack) => states.deployment(stack) };
}
