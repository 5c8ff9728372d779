import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Something of another ecosystem than npm's that a lock file pins. */
export interface LockedModule {
  name: string;
  version: string;
  /** Package URL: `pkg:golang/github.com/pulumi/pulumi/sdk/v3@v3.256.0`. */
  purl: string;
  /** Lock files that pin it, relative to the checkout. */
  lockedBy: string[];
}

/** Go modules and Python packages that the lock files of `checkout` pin. What npm locks, npm itself lists. */
export function lockedModules(checkout: string): LockedModule[] {
  const modules = new Map<string, LockedModule>();
  for (const [file, read] of lockFiles(checkout)) {
    for (const { name, purl, version } of read(readFileSync(join(checkout, file), "utf8"))) {
      const known = modules.get(purl) ?? { name, version, purl, lockedBy: [] };
      modules.set(purl, { ...known, lockedBy: [...known.lockedBy, file] });
    }
  }
  return [...modules.values()].sort((one, other) => one.purl.localeCompare(other.purl));
}

type Pinned = Omit<LockedModule, "lockedBy">;

function lockFiles(checkout: string): [file: string, read: (text: string) => Pinned[]][] {
  return ["sandbox", "pipelines", "bench", "test"].flatMap((folder) =>
    readdirSync(join(checkout, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => !/(^|\/)(node_modules|\.venv)\//.test(file))
      .map((file) => relative(checkout, join(checkout, folder, file)))
      .flatMap((file): [string, (text: string) => Pinned[]][] => {
        if (file.endsWith("/go.mod")) return [[file, goModules]];
        return /\/requirements[^/]*\.txt$/.test(file) ? [[file, pythonPackages]] : [];
      }),
  );
}

/** A `go.mod` names every module that a build may take something of, with its version. */
const goModules = (text: string): Pinned[] =>
  [...text.matchAll(/^(?:require )?\s*([\w.-]+\.[\w.-]+\/\S+|[\w.-]+\.\w+)\s+(v\d\S*)/gm)].map(
    ([, name = "", version = ""]) => ({ name, version, purl: `pkg:golang/${name}@${version}` }),
  );

const pythonPackages = (text: string): Pinned[] =>
  [...text.matchAll(/^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)/gm)].map(([, name = "", version = ""]) => ({
    name,
    version,
    purl: `pkg:pypi/${name.toLowerCase().replaceAll(/[-_.]+/g, "-")}@${version}`,
  }));
