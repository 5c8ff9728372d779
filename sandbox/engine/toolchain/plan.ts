import { gte } from "semver";
import type { EntryState } from "../cache/engine-cache";
import { INSTALL_PULUMI, OLDEST_PULUMI } from "../pinned-versions";
import { ToolchainError } from "../toolchain-error";
import type { InstalledPulumi, Survey, SurveyedPart } from "./survey";

/**
 * Where the CLI or the provider may come from. `path`: installed by the user. `downloaded` and `built`: in the cache
 * already. `download` and `build`: still to be done.
 */
export type Way = "path" | "downloaded" | "built" | "download" | "build";

/** Ways to the CLI and to the provider, each to be tried in this order. */
export interface Plan {
  readonly pulumi: readonly Way[];
  readonly databricks: readonly Way[];
}

/**
 * Prefers what is installed, then what is in the cache, then the official download, which takes seconds, then the build,
 * which takes minutes.
 *
 * @throws ToolchainError `nothing-to-use`
 */
export function planToolchain(survey: Survey): Plan {
  const { installed } = survey;
  const usable = installed !== undefined && whyUnusable(installed) === undefined;
  const plan: Plan = {
    pulumi: usable ? ["path"] : waysTo(survey.pulumi, survey),
    databricks: usable && installed.databricksPlugin !== undefined ? ["path"] : waysTo(survey.databricks, survey),
  };
  if (plan.pulumi.length > 0 && plan.databricks.length > 0) return plan;
  const reason = installed === undefined || usable ? "" : `: ${whyUnusable(installed)}`;
  throw new ToolchainError(
    "nothing-to-use",
    `No usable pulumi and no Go on the PATH${reason}, and no official download for this platform. Install the Pulumi CLI, ` +
      `${OLDEST_PULUMI} or newer (${INSTALL_PULUMI}), or Go 1.26 or newer (https://go.dev/doc/install), and run this again.`,
  );
}

function waysTo({ downloaded, built, release }: SurveyedPart, { go }: Survey): Way[] {
  const ways: [Way, boolean][] = [
    ["downloaded", isThere(downloaded)],
    ["built", isThere(built)],
    ["download", release !== undefined],
    ["build", go !== undefined],
  ];
  return ways.filter(([, open]) => open).map(([way]) => way);
}

const isThere = ({ is }: EntryState): boolean => is === "whole" || is === "unknown";

/** Why a `pulumi` that was found is not used; undefined when it is good. */
export function whyUnusable({ version, hasLanguageHost, path }: InstalledPulumi): string | undefined {
  if (version === "" || !gte(version, OLDEST_PULUMI)) {
    return `${path} is ${version || "of unknown version"}, older than ${OLDEST_PULUMI}`;
  }
  if (!hasLanguageHost) return `${path} has no pulumi-language-nodejs beside it`;
  return undefined;
}
