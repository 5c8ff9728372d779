import { existsSync } from "node:fs";
import { defaultCacheDirectory } from "../cache-directory";
import { downloadedPlugin, downloadedPulumi } from "./download";
import { OLDEST_PULUMI, pinnedPulumi } from "./pinned-versions";
import { type Plan, planToolchain, whyUnusable } from "./plan";
import { type InstalledPulumi, type InstalledTool, surveyMachine } from "./survey";
import type { ToolchainOptions } from "./toolchain";
import { ToolchainError } from "./toolchain-error";

/** What was looked for, what was found, what is chosen and why: data for `lakestage doctor`. */
export interface ToolchainDescription {
  readonly pulumi: {
    readonly found: InstalledPulumi | undefined;
    readonly oldestUsable: string;
    /** Why the one found is not used; undefined when it is, or when there is none. */
    readonly unusable: string | undefined;
  };
  readonly go: InstalledTool | undefined;
  /** Path of `npm`. */
  readonly npm: string | undefined;
  readonly cache: {
    readonly directory: string;
    readonly pulumiBuilt: boolean;
    readonly databricksBuilt: boolean;
    readonly pulumiDownloaded: boolean;
    readonly databricksDownloaded: boolean;
  };
  /** The CLI's version where it has to be built or downloaded. */
  readonly pinnedPulumi: string;
  readonly chosen: Plan | undefined;
  /** What to do, when nothing can be chosen. */
  readonly problem: string | undefined;
}

/** Looks, and changes nothing: neither builds nor downloads. */
export async function describeToolchain(
  options: Omit<ToolchainOptions, "onProgress"> = {},
): Promise<ToolchainDescription> {
  const environment = options.environment ?? process.env;
  const survey = await surveyMachine(environment, options.cacheDirectory ?? defaultCacheDirectory(environment));
  const { pulumi, go, npm, cache } = survey;
  let chosen: Plan | undefined;
  let problem: string | undefined;
  try {
    chosen = planToolchain(survey);
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    problem = error.message;
  }
  return {
    pulumi: {
      found: pulumi,
      oldestUsable: OLDEST_PULUMI,
      unusable: pulumi === undefined ? undefined : whyUnusable(pulumi),
    },
    go,
    npm,
    cache: {
      directory: cache.directory,
      pulumiBuilt: cache.cli.present,
      databricksBuilt: cache.provider.present,
      pulumiDownloaded: existsSync(downloadedPulumi(cache.official)),
      databricksDownloaded: existsSync(downloadedPlugin(cache.official)),
    },
    pinnedPulumi: pinnedPulumi(),
    chosen,
    problem,
  };
}
