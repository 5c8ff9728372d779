import { resolve } from "node:path";
import envPaths from "env-paths";

/** Where what was built, downloaded or found out is kept: `LAKESTAGE_CACHE`, else the user's cache directory. */
export function defaultCacheDirectory(environment: NodeJS.ProcessEnv): string {
  const chosen = environment.LAKESTAGE_CACHE;
  return chosen ? resolve(chosen) : envPaths("lakestage", { suffix: "" }).cache;
}
