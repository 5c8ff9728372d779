import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { lock } from "proper-lockfile";
import { defaultCacheDirectory } from "../../engine/cache/cache-directory";
import { fetchJars, fileOf, lockedJars, missingJars, type OnProgress } from "./jars";
import { compilerOf, findJava } from "./java";
import type { Program } from "./jvm";
import { compiledPlugin } from "./plugin";

/** A database inside of the server, which calls any method of Java's: Spark has it for a metastore that is not used here. */
const EMBEDDED = /^derby/;

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
    return { java: java.java, classPath: [plugin, ...jars.filter((jar) => !EMBEDDED.test(basename(jar)))] };
  } finally {
    await release().catch(() => {});
  }
}

const cacheOf = (environment: NodeJS.ProcessEnv): string => join(defaultCacheDirectory(environment), "data-server");

/**
 * Whether the data server can be started here, and what would have to be fetched for it, in bytes. Fetches nothing.
 * @throws DataServerError where the right Java, or its compiler, is missing.
 */
export async function describeDataServer(environment: NodeJS.ProcessEnv): Promise<{ major: number; missing: number }> {
  const java = await findJava(environment);
  compilerOf(java);
  const missing = missingJars(join(cacheOf(environment), "jars")).reduce((sum, { size }) => sum + size, 0);
  return { major: java.major, missing };
}
