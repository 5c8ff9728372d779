import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import execa from "execa";
import { parse } from "semver";
import { type EngineCache, engineCache } from "./engine-cache";
import { databricksVersion } from "./pinned-versions";

/** What this machine has, of what a toolchain can be made from. Nothing in it was installed for the asking. */
export interface Survey {
  readonly pulumi: InstalledPulumi | undefined;
  readonly go: InstalledTool | undefined;
  /** Path of `npm`. */
  readonly npm: string | undefined;
  readonly cache: EngineCache;
}

export interface InstalledTool {
  readonly path: string;
  /** As `1.26.8`; empty where the tool did not say. */
  readonly version: string;
}

export interface InstalledPulumi extends InstalledTool {
  /** Whether the official Node language host lies beside it, as the official installation has it. */
  readonly hasLanguageHost: boolean;
  /** The folder of the official Databricks plugin, where the user has installed it already. */
  readonly databricksPlugin: string | undefined;
}

export async function surveyMachine(environment: NodeJS.ProcessEnv, cacheDirectory: string): Promise<Survey> {
  const [pulumi, go] = await Promise.all([findPulumi(environment), findTool(environment, "go", ["version"])]);
  return { pulumi, go, npm: onPath(environment, "npm"), cache: engineCache(cacheDirectory, go?.version) };
}

async function findPulumi(environment: NodeJS.ProcessEnv): Promise<InstalledPulumi | undefined> {
  const tool = await findTool(environment, "pulumi", ["version"]);
  if (tool === undefined) return undefined;
  const home = environment.PULUMI_HOME || join(homedir(), ".pulumi");
  const plugin = join(home, "plugins", `resource-databricks-v${databricksVersion()}`);
  return {
    ...tool,
    // Package managers put links on the PATH; what lies beside the CLI lies beside the file itself.
    hasLanguageHost: [tool.path, realpathSync(tool.path)].some((path) =>
      existsSync(join(dirname(path), executable("pulumi-language-nodejs"))),
    ),
    databricksPlugin: existsSync(plugin) && !existsSync(`${plugin}.partial`) ? plugin : undefined,
  };
}

async function findTool(
  environment: NodeJS.ProcessEnv,
  name: string,
  versionCommand: readonly string[],
): Promise<InstalledTool | undefined> {
  const path = onPath(environment, name);
  if (path === undefined) return undefined;
  const { stdout, failed } = await execa(path, versionCommand, { env: environment, extendEnv: false, reject: false });
  if (failed) return undefined;
  const version = /\d+\.\d+(\.\d+)?/.exec(stdout)?.[0] ?? "";
  return { path, version: parse(version)?.version ?? version };
}

/** The first file of this name on the PATH. */
function onPath(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const names = process.platform === "win32" ? [`${name}.exe`, `${name}.cmd`] : [name];
  return (environment.PATH ?? "")
    .split(delimiter)
    .filter((directory) => directory !== "")
    .flatMap((directory) => names.map((file) => join(directory, file)))
    .find((file) => existsSync(file));
}

export function executable(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}
