import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import azureNative from "@pulumi/azure-native/package.json";
import { resourceNames } from "../../infra/components/azure/resource-names";
import { type EnvironmentSettings, environmentsIn, loadEnvironment, SettingsFiles } from "../../infra/config";
import {
  type EngineSettings,
  engineEnvironment,
  installPlugins,
  keepNoLogs,
  refreshProjectView,
  resolveToolchain,
  shellEnvironment,
  type Toolchain,
} from "../../sandbox/engine";
import { deployerToken, ensurePassphrase, type Home, OperatorClient, start, tokenOf } from "../../sandbox/lifecycle";
import { CHECKOUT, PROGRAM } from "../checkout";
import type { EngineContext } from "../engine/engine-process";
import { describeChoice, toolchainDisplay } from "../report/toolchain-display";
import type { Terminal } from "../terminal";
import { deletedVaultsVariable } from "./deleted-vaults";
import { removeDamagedLayout } from "./stack-layout";

/** What an engine needs to deploy into the sandbox. */
interface SandboxEngine extends Pick<EngineContext, "pulumi" | "directory" | "environment"> {
  toolchain: Toolchain;
  /** Of whom it acts as. */
  token: string;
  /** What a shell needs for plain `pulumi` to do the same. */
  shell: Record<string, string>;
}

/** Finds or builds the engine, starts the control plane, and tells the one where the other is. */
export async function sandboxEngine(home: Home, terminal: Terminal, as?: string): Promise<SandboxEngine> {
  const toolchain = await resolveToolchain(toolchainDisplay(terminal));
  const { addresses, how } = await start(home);
  terminal.note(describeChoice(toolchain));
  if (how !== "already-running") terminal.note(`The sandbox has started (${addresses.account}).`);
  const settings = prepareHome(home, toolchain);
  const token = as === undefined ? deployerToken(home) : tokenOf(home, as);
  const operator = new OperatorClient(home, addresses.account);
  await operator.keepPorts(workspaceNames());
  const { "arm.deleted-vault": deletedVaults = [] } = await operator.inventory();
  const addressesAndToken = {
    DATABRICKS_TOKEN: token,
    LAKESTAGE_ACCOUNT_HOST: addresses.account,
    LAKESTAGE_ARM_ENDPOINT: addresses.arm,
    LAKESTAGE_ARM_TOKEN: token,
    ...deletedVaultsVariable(deletedVaults),
  };
  return {
    toolchain,
    token,
    pulumi: toolchain.pulumi,
    directory: settings.projectView,
    environment: { ...engineEnvironment(settings, process.env), ...addressesAndToken },
    shell: { ...shellEnvironment(toolchain, settings, process.env), ...addressesAndToken },
  };
}

/** Of all environments whose settings can be read, in the order in which code moves through them. */
function workspaceNames(): string[] {
  const files = SettingsFiles.in(CHECKOUT);
  const settings = environmentsIn(files).flatMap((name) => {
    const loaded = loadEnvironment(files, name);
    return loaded.ok ? [loaded.settings] : [];
  });
  const rank = ({ environment: { stage } }: EnvironmentSettings): number =>
    ["development", "staging", "production"].indexOf(stage);
  return settings
    .sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name))
    .map(({ azure, name }) => resourceNames({ ...azure, environment: name }).workspace);
}

function prepareHome(home: Home, toolchain: Toolchain): EngineSettings {
  const azure = {
    name: "azure-native",
    version: azureNative.version,
    directory: join(PROGRAM, "sandbox/azure-native"),
  };
  installPlugins(toolchain, home.engine, [azure]);
  keepNoLogs(home.engine);
  refreshProjectView(CHECKOUT, home.projectView, PROGRAM);
  mkdirSync(home.stacks, { recursive: true });
  removeDamagedLayout(home.stacks);
  ensurePassphrase(home);
  return {
    pulumiHome: home.engine,
    // Without side files: unlike the state itself they are not written in one step, and one that a kill left empty makes
    // the engine refuse the stack.
    backendUrl: `${pathToFileURL(home.stacks).href}?metadata=skip`,
    passphraseFile: home.passphrase,
    projectView: home.projectView,
  };
}
