import { defaultCacheDirectory } from "../cache/cache-directory";
import type { EntryState } from "../cache/engine-cache";
import { whyUnwritable } from "../cache/unwritable";
import { type LastFailure, readLastFailure } from "../download/last-failure";
import { releasesAddress } from "../download/releases-address";
import { OLDEST_PULUMI, pinnedPulumi } from "../pinned-versions";
import { ToolchainError } from "../toolchain-error";
import { type Plan, planToolchain, type Way, whyUnusable } from "./plan";
import { type InstalledPulumi, type InstalledTool, type SurveyedPart, surveyMachine } from "./survey";
import type { ToolchainOptions } from "./toolchain";

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
    /** Why nothing can be added to it; undefined where that can. */
    readonly unwritable: string | undefined;
    readonly pulumiBuilt: boolean;
    readonly databricksBuilt: boolean;
    readonly pulumiDownloaded: boolean;
    readonly databricksDownloaded: boolean;
  };
  /** The CLI's version where it has to be downloaded or built. */
  readonly pinnedPulumi: string;
  readonly download: {
    /** Of all releases: the official address or the mirror's, without credentials. */
    readonly address: string;
    readonly lastFailure: LastFailure | undefined;
  };
  readonly chosen: Plan | undefined;
  /** How the CLI and the provider come about: each way, in the order in which they are tried. */
  readonly ways: { readonly pulumi: readonly WayVerdict[]; readonly databricks: readonly WayVerdict[] };
  /** What to do, when nothing can be chosen. */
  readonly problem: string | undefined;
}

/** A way to the CLI or to the provider. */
export interface WayVerdict {
  readonly way: "path" | "cache" | "download" | "build";
  /** `taken`: the next run uses it. `tried`: it will be, as nothing before it is there. `passed-over`: it is not open. */
  readonly state: "taken" | "tried" | "passed-over" | "not-needed";
  /** What was found, or why it is not open. */
  readonly because: string;
}

/** Looks, and changes nothing: neither builds nor downloads. */
export async function describeToolchain(
  options: Pick<ToolchainOptions, "cacheDirectory" | "environment"> = {},
): Promise<ToolchainDescription> {
  const environment = options.environment ?? process.env;
  const directory = options.cacheDirectory ?? defaultCacheDirectory(environment);
  const survey = await surveyMachine(environment, directory);
  const { installed, go, npm, pulumi, databricks } = survey;
  let chosen: Plan | undefined;
  let problem: string | undefined;
  try {
    chosen = planToolchain(survey);
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    problem = error.message;
  }
  const download = { address: releasesAddress(environment), lastFailure: readLastFailure(directory) };
  const explain = (part: SurveyedPart, ways: readonly Way[], onPath: string): WayVerdict[] => {
    const because = {
      path: onPath,
      cache: aboutCache(part),
      download: aboutDownload(part, download),
      build: aboutGo(go),
    };
    return explainWays(because, ways);
  };
  return {
    pulumi: {
      found: installed,
      oldestUsable: OLDEST_PULUMI,
      unusable: installed === undefined ? undefined : whyUnusable(installed),
    },
    go,
    npm,
    cache: {
      directory,
      unwritable: whyUnwritable(directory),
      pulumiBuilt: pulumi.built.is === "whole",
      databricksBuilt: databricks.built.is === "whole",
      pulumiDownloaded: pulumi.downloaded.is === "whole",
      databricksDownloaded: databricks.downloaded.is === "whole",
    },
    pinnedPulumi: pinnedPulumi(),
    download,
    chosen,
    ways: {
      pulumi: explain(pulumi, chosen?.pulumi ?? [], aboutInstalled(installed)),
      databricks: explain(databricks, chosen?.databricks ?? [], aboutPlugin(installed)),
    },
    problem,
  };
}

/** Ways as they are told: what the cache has is one, wherever it came from. */
const WAYS = ["path", "cache", "download", "build"] as const;

function explainWays(because: Record<WayVerdict["way"], string>, chosen: readonly Way[]): WayVerdict[] {
  const open = chosen.map((way) => (way === "downloaded" || way === "built" ? "cache" : way));
  const [first] = open;
  return WAYS.map((way, place) => ({ way, state: stateOfWay(way, place), because: because[way] }));

  function stateOfWay(way: WayVerdict["way"], place: number): WayVerdict["state"] {
    const there = first === "path" || first === "cache";
    if (way === first) return there ? "taken" : "tried";
    if (there && place > WAYS.indexOf(first)) return "not-needed";
    return open.includes(way) ? "tried" : "passed-over";
  }
}

function aboutInstalled(installed: InstalledPulumi | undefined): string {
  if (installed === undefined) return "pulumi is not on the PATH";
  return whyUnusable(installed) ?? `${installed.version} (${installed.path})`;
}

function aboutPlugin(installed: InstalledPulumi | undefined): string {
  if (installed === undefined || whyUnusable(installed) !== undefined) return "no pulumi on the PATH that is used";
  return installed.databricksPlugin ?? `${installed.path} has not installed it`;
}

function aboutCache({ downloaded, built }: SurveyedPart): string {
  const entries = [aboutEntry("downloaded", downloaded), aboutEntry("built", built)];
  return entries.filter((entry) => entry !== undefined).join("; ") || "nothing was downloaded or built yet";
}

function aboutDownload({ release }: SurveyedPart, { address, lastFailure }: ToolchainDescription["download"]): string {
  if (release === undefined) return `nothing is published for ${process.platform} ${process.arch}`;
  return lastFailure ? `${address}; failed on ${lastFailure.at}: ${lastFailure.because}` : address;
}

function aboutGo(go: InstalledTool | undefined): string {
  return go ? `with Go ${go.version} (${go.path})` : "Go was not found";
}

function aboutEntry(how: string, state: EntryState): string | undefined {
  if (state.is === "absent") return undefined;
  if (state.is === "damaged") return `${how}, and damaged: ${state.fault}`;
  return state.is === "whole" ? state.origin : `${how} by an earlier release`;
}
