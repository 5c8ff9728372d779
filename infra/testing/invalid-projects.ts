import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const CHECKOUT = join(__dirname, "../..");
const CASES = join(CHECKOUT, "test/invalid-projects");

/** Projects with mistakes, and what is said of them. */
export interface InvalidProject {
  name: string;
  /** The mistake, in a few words. */
  mistake: string;
  /** All files of settings, by name: the checkout's own, with the invalid projects instead of its projects. */
  files: Record<string, string>;
  /** One line for each mistake. */
  expected: string;
}

/**
 * The cases of `test/invalid-projects`. In `one-file` each is the file of a project `trains`; in `several-files` each is
 * a folder with what stands beside or instead of the checkout's settings.
 */
export const invalidProjects = (): InvalidProject[] => [...casesOfOneFile(), ...casesOfSeveralFiles()];

function casesOfOneFile(): InvalidProject[] {
  const folder = join(CASES, "one-file");
  const shipped = shippedSettings();
  return namesIn(folder, ".yaml").map((name) => {
    const project = readFileSync(join(folder, `${name}.yaml`), "utf8");
    return {
      name,
      mistake: titleOf(project),
      files: { ...shipped, "projects/trains.yaml": project },
      expected: readFileSync(join(folder, `${name}.expected`), "utf8"),
    };
  });
}

function casesOfSeveralFiles(): InvalidProject[] {
  const folder = join(CASES, "several-files");
  const shipped = shippedSettings();
  return readdirSync(folder).map((name) => {
    const own = filesIn(join(folder, name));
    const { expected = "", ...files } = own;
    const mistake =
      Object.values(files)
        .map(titleOf)
        .find((title) => title !== "") ?? "";
    return { name, mistake, files: { ...shipped, ...files }, expected };
  });
}

/** The checkout's settings, with the defaults of projects and without the projects. */
const shippedSettings = (): Record<string, string> =>
  Object.fromEntries(
    [...namesIn(CHECKOUT, ".yaml").map((name) => `${name}.yaml`), "projects/_defaults.yaml"]
      .filter((name) => /^(Pulumi\.|projects\/)/.test(name))
      .map((name) => [name, readFileSync(join(CHECKOUT, name), "utf8")]),
  );

function filesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}

const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder).flatMap((file) => (file.endsWith(ending) ? file.slice(0, -ending.length) : []));

/** The comment in the first line. */
const titleOf = (text: string): string => /^# (.+)/.exec(text)?.[1] ?? "";
