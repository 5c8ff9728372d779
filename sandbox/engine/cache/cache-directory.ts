import { resolve } from "node:path";
import { ToolchainError } from "../toolchain-error";

/**
 * `LAKESTAGE_CACHE`, else the user's cache directory.
 *
 * @throws ToolchainError `cache-unwritable` where there is no home to have one in.
 */
export function defaultCacheDirectory(environment: NodeJS.ProcessEnv): string {
  const chosen = environment.LAKESTAGE_CACHE;
  if (chosen) return resolve(chosen);
  try {
    // It asks for the home as soon as it is loaded.
    const envPaths: typeof import("env-paths") = require("env-paths");
    return envPaths("lakestage", { suffix: "" }).cache;
  } catch {
    throw new ToolchainError(
      "cache-unwritable",
      "There is no home directory for the engine's cache. Set HOME, or LAKESTAGE_CACHE to a folder that can be written, " +
        "and run this again.",
    );
  }
}
