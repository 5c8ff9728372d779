import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type EngineCache, type EntryState, engineCache, type PartEntries, stateOf } from "../cache/engine-cache";
import { databricksRelease, pulumiRelease, type Release } from "../download/releases";
import { databricksVersion } from "../pinned-versions";
import { programVersion } from "../program-version";

/** What this machine has, of what a toolchain can be made from. Nothing in it was installed for the asking. */
export interface Survey {
  /** The `pulumi` on the PATH. */
  readonly installed: InstalledPulumi | undefined;
  readonly go: InstalledTool | undefined;
  /** Path of `npm`. */
  readonly npm: string | undefined;
  readonly cache: EngineCache;
  readonly pulumi: SurveyedPart;
  readonly databricks: SurveyedPart;
}

/** The CLI, or the provider: what the cache has of it, and what is published for this platform. */
export interface SurveyedPart {
  readonly downloaded: EntryState;
  readonly built: EntryState;
  readonly release: Release | undefined;
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
  const [installed, go] = await Promise.all([findPulumi(environment), findTool(environment, "go", ["version"])]);
  const { platform, arch } = process;
  const cache = engineCache(cacheDirectory, go?.version);
  return {
    installed,
    go: go?.version ? go : undefined,
    npm: onPath(environment, "npm"),
    cache,
    pulumi: surveyPart(cache.pulumi, pulumiRelease(platform, arch)),
    databricks: surveyPart(cache.databricks, databricksRelease(platform, arch)),
  };
}

function surveyPart({ downloaded, built }: PartEntries, release: Release | undefined): SurveyedPart {
  return { downloaded: stateOf(downloaded), built: stateOf(built), release };
}

async function findPulumi(environment: NodeJS.ProcessEnv): Promise<InstalledPulumi | undefined> {
  const tool = await findTool(environment, "pulumi", ["version"]);
  if (tool === undefined) return undefined;
  const plugin = join(pulumiHome(environment), "plugins", `resource-databricks-v${databricksVersion()}`);
  return {
    ...tool,
    // Package managers put links on the PATH; what lies beside the CLI lies beside the file itself.
    hasLanguageHost: [tool.path, realpathSync(tool.path)].some((path) =>
      existsSync(join(dirname(path), executable("pulumi-language-nodejs"))),
    ),
    databricksPlugin: existsSync(plugin) && !existsSync(`${plugin}.partial`) ? plugin : undefined,
  };
}

function pulumiHome(environment: NodeJS.ProcessEnv): string {
  if (environment.PULUMI_HOME) return environment.PULUMI_HOME;
  try {
    return join(homedir(), ".pulumi");
  } catch {
    // A user without a home has installed nothing there.
    return "/nonexistent";
  }
}

async function findTool(
  environment: NodeJS.ProcessEnv,
  name: string,
  versionCommand: readonly string[],
): Promise<InstalledTool | undefined> {
  const path = onPath(environment, name);
  if (path === undefined) return undefined;
  const { version = "" } = await programVersion(path, versionCommand, environment);
  return { path, version };
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
