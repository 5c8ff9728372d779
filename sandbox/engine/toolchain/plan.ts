import { gte } from "semver";
import { INSTALL_PULUMI, OLDEST_PULUMI } from "./pinned-versions";
import type { InstalledPulumi, Survey } from "./survey";
import { ToolchainError } from "./toolchain-error";

/** Where the CLI and the provider are to come from. */
export interface Plan {
  readonly pulumi: "path" | "build" | "npm";
  /** Ways to the provider, to be tried in this order. */
  readonly databricks: readonly ("installed" | "download" | "build")[];
}

/**
 * Prefers what is installed, then what can be built, then the official download.
 *
 * @throws ToolchainError `nothing-to-use`
 */
export function planToolchain({ pulumi, go, npm }: Survey): Plan {
  if (pulumi !== undefined && whyUnusable(pulumi) === undefined) {
    if (pulumi.databricksPlugin !== undefined) return { pulumi: "path", databricks: ["installed"] };
    return { pulumi: "path", databricks: go === undefined ? ["download"] : ["download", "build"] };
  }
  if (go !== undefined) return { pulumi: "build", databricks: ["build"] };
  if (npm !== undefined) return { pulumi: "npm", databricks: ["download"] };
  const reason = pulumi === undefined ? "" : `: ${whyUnusable(pulumi)}`;
  throw new ToolchainError(
    "nothing-to-use",
    `No usable pulumi and no Go on the PATH${reason}. Install the Pulumi CLI, ${OLDEST_PULUMI} or newer (${INSTALL_PULUMI}), ` +
      "or Go 1.26 or newer (https://go.dev/doc/install), and run this again.",
  );
}

/** Why a `pulumi` that was found is not used; undefined when it is good. */
export function whyUnusable({ version, hasLanguageHost, path }: InstalledPulumi): string | undefined {
  if (version === "" || !gte(version, OLDEST_PULUMI)) {
    return `${path} is ${version || "of unknown version"}, older than ${OLDEST_PULUMI}`;
  }
  if (!hasLanguageHost) return `${path} has no pulumi-language-nodejs beside it`;
  return undefined;
}
