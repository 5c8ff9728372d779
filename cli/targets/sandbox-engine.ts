import { mkdirSync } from "node:fs";
import { deployerToken, type Home, passphrase, start } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import type { EngineContext } from "../engine/engine-process";
import type { Terminal } from "../terminal";
import { interimEngine } from "./interim-engine";

/** What an engine needs to deploy into the sandbox. */
export type SandboxEngine = Pick<EngineContext, "pulumi" | "directory" | "environment">;

/** Finds or builds the engine, starts the control plane, and tells the one where the other is. */
export async function sandboxEngine(home: Home, terminal: Terminal): Promise<SandboxEngine> {
  const { addresses, how } = await start(home);
  if (how !== "already-running") terminal.note(`The sandbox has started (${addresses.account}).`);
  mkdirSync(home.stacks, { recursive: true });
  const { pulumi, directory, environment } = interimEngine(home.directory, CHECKOUT, home.engine, home.stacks);
  const token = deployerToken(home);
  return {
    pulumi,
    directory,
    environment: {
      ...environment,
      PULUMI_CONFIG_PASSPHRASE: passphrase(home),
      DATABRICKS_TOKEN: token,
      LAKESTAGE_ACCOUNT_HOST: addresses.account,
      LAKESTAGE_ARM_ENDPOINT: addresses.arm,
      LAKESTAGE_ARM_TOKEN: token,
    },
  };
}
