import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";

/**
 * Has Maven resolve `sandbox/compute/data-server/pom.xml`, and writes which files that takes, with their checksums, to
 * `jars.lock.json` beside it. To be run after a change of the former.
 */
const folder = resolve(__dirname, "../sandbox/compute/data-server");
const resolved = mkdtempSync(join(tmpdir(), "lakestage-jars-"));
try {
  const repository = join(resolved, "jars");
  const parameters = [
    "--batch-mode",
    "--quiet",
    "--file",
    join(folder, "pom.xml"),
    "dependency:copy-dependencies",
    "-DincludeScope=runtime",
    "-Dmdep.useRepositoryLayout=true",
    `-DoutputDirectory=${repository}`,
  ];
  const { status } = spawnSync("mvn", parameters, { stdio: "inherit" });
  if (status !== 0) throw new Error("Maven did not resolve sandbox/compute/data-server/pom.xml.");
  const jars = readdirSync(repository, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".jar"))
    .sort()
    .map((path) => {
      const file = join(repository, path);
      const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
      return { path: relative(repository, file), size: statSync(file).size, sha256 };
    });
  writeFileSync(join(folder, "jars.lock.json"), `${JSON.stringify({ jars }, undefined, 2)}\n`);
} finally {
  rmSync(resolved, { recursive: true, force: true });
}
