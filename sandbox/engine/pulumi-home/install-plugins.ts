import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Toolchain } from "../toolchain/toolchain";

/** A resource plugin of our own: a folder with an executable `pulumi-resource-<name>`. */
export interface OwnPlugin {
  /** The package that it serves, as `azure-native`. */
  readonly name: string;
  /** The version of the npm package that programs use, as `3.28.0`. */
  readonly version: string;
  readonly directory: string;
}

/**
 * Puts the toolchain's plugins, and these of our own, into a `PULUMI_HOME`, where the engine looks for them first: nothing
 * is downloaded. Safe to repeat; what is right already is left alone.
 */
export function installPlugins(toolchain: Toolchain, pulumiHome: string, ownPlugins: readonly OwnPlugin[] = []): void {
  const plugins = join(pulumiHome, "plugins");
  const { directory, version } = toolchain.databricksPlugin;
  linkFolder(join(plugins, `resource-databricks-v${version}`), linksInto(directory));
  if (toolchain.languageHost !== undefined) {
    const host = new Map([["pulumi-language-nodejs", join(toolchain.languageHost, "pulumi-language-nodejs")]]);
    linkFolder(join(plugins, `language-nodejs-v${toolchain.version}`), host);
  }
  for (const { directory: folder, name, version: number } of ownPlugins) {
    const executable = `pulumi-resource-${name}`;
    linkFolder(join(plugins, `resource-${name}-v${number}`), new Map([[executable, join(folder, executable)]]));
  }
}

function linksInto(directory: string): Map<string, string> {
  return new Map(readdirSync(directory).map((name) => [name, join(directory, name)]));
}

/** Makes a real folder, since the engine skips linked ones, that holds just these links. */
function linkFolder(folder: string, links: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  // This file would tell the engine that an installation was broken off.
  rmSync(`${folder}.partial`, { force: true });
  for (const name of readdirSync(folder)) {
    if (!links.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
  for (const [name, target] of links) placeLink(join(folder, name), target);
}

/** Sets a symbolic link in one step, so that an engine which runs meanwhile never misses it. */
export function placeLink(path: string, target: string): void {
  if (targetOf(path) === target) return;
  const fresh = `${path}.${process.pid}`;
  rmSync(fresh, { force: true });
  symlinkSync(target, fresh);
  renameSync(fresh, path);
}

function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Keeps engines from writing a log of all that they do beside every run: a fifth of their processor time, and nobody reads
 * it. There is no switch, but they go on without a log where the folder for them cannot be made.
 */
export function keepNoLogs(pulumiHome: string): void {
  const logs = join(pulumiHome, "logs");
  if (lstatSync(logs, { throwIfNoEntry: false })?.isFile()) return;
  rmSync(logs, { recursive: true, force: true });
  writeFileSync(logs, "Engines in the sandbox keep no logs here.\n");
}
