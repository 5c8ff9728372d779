import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import { DataServerError } from "./data-server-error";
import { compilerOf, type Java } from "./java";

const SOURCES = join(__dirname, "plugin");
/** A machine that is busy takes minutes for what is else done in five seconds. */
const COMPILED_WITHIN = 600_000;

/**
 * The folder of the plugin's classes: what joins Spark to the control plane. They are compiled once for each content of
 * the sources, the jars and the version of Java.
 * @param cache where they are kept. @throws DataServerError
 */
export async function compiledPlugin(java: Java, jars: readonly string[], cache: string): Promise<string> {
  const sources = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".java"))
    .sort();
  const hash = createHash("sha256").update(`${java.major}\0${readFileSync(join(__dirname, "jars.lock.json"))}`);
  for (const name of sources) hash.update(`\0${name}\0`).update(readFileSync(join(SOURCES, name)));
  const made = join(cache, `plugin-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(made)) return made;
  const unfinished = mkdtempSync(join(cache, ".plugin-"));
  try {
    const files = sources.map((name) => join(SOURCES, name));
    const parameters = ["-nowarn", "-proc:none", "-d", unfinished, "-cp", jars.join(":"), ...files];
    const { failed, all, timedOut } = await execa(compilerOf(java), parameters, {
      reject: false,
      all: true,
      timeout: COMPILED_WITHIN,
    });
    if (failed)
      throw new DataServerError(
        "compile",
        `The data server's plugin does not compile: ${timedOut ? `the compiler took more than ${COMPILED_WITHIN / 60_000} minutes` : (all ?? "no reason given")}`,
      );
    // Another process may have made the same meanwhile.
    if (!existsSync(made)) renameSync(unfinished, made);
    return made;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
