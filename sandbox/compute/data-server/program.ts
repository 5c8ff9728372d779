import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { defaultCacheDirectory } from "../../engine/cache/cache-directory";
import { fetchJars, fileOf, lockedJars, missingJars, type OnProgress } from "./jars";
import { findJava } from "./java";
import type { Program } from "./jvm";
import { compiledPlugin } from "./plugin";

/** How long another process is waited for that fetches the same, in half seconds. */
const PATIENCE = { retries: 1200, minTimeout: 500, maxTimeout: 500 };

/**
 * What the data server is run with: Java, the jars of Spark and Delta, the plugin. What is not in the cache is fetched
 * and made, by one process at a time.
 * @throws DataServerError
 */
export async function program(environment: NodeJS.ProcessEnv, onProgress: OnProgress): Promise<Program> {
  const java = await findJava(environment);
  const cache = cacheOf(environment);
  mkdirSync(cache, { recursive: true });
  const directory = join(cache, "jars");
  const jars = lockedJars().map((jar) => fileOf(directory, jar));
  const release = await lock(cache, { retries: PATIENCE, onCompromised: () => {} });
  try {
    await fetchJars(directory, environment, onProgress);
    const plugin = await compiledPlugin(java, jars, cache);
    return { java: java.java, classPath: [plugin, ...jars] };
  } finally {
    await release().catch(() => {});
  }
}

const cacheOf = (environment: NodeJS.ProcessEnv): string => join(defaultCacheDirectory(environment), "data-server");

/** How many bytes would have to be fetched before the data server can be started. */
export const bytesToFetch = (environment: NodeJS.ProcessEnv): number =>
  missingJars(join(cacheOf(environment), "jars")).reduce((sum, { size }) => sum + size, 0);
