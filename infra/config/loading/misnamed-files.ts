import { ENVIRONMENT_NAME, ESTATE_FILE, environmentFile, misnamedSettingsFiles } from "../files/environments";
import { DEFAULTS_FILE, misnamedFilesIn, PROJECTS_DIRECTORY, projectFile } from "../files/project-files";
import { type SettingsDirectory, SettingsFiles } from "../files/settings-files";
import type { Problem } from "../yaml/problem";

/** Files that look like settings of environments, and are read by nothing. */
export const misnamedEnvironments = (directory: SettingsDirectory): Problem[] =>
  misnamedSettingsFiles(directory).map((file) => ({ file, message: advice(file) }));

function advice(file: string): string {
  const [, name = ""] = /^pulumi\.?(.*)\.\w+$/i.exec(file) ?? [];
  if (name === "") return `nothing reads this: the estate's settings are in ${ESTATE_FILE}`;
  if (ENVIRONMENT_NAME.test(name)) return `nothing reads this: rename it to ${environmentFile(name)}`;
  return (
    `no environment can have this name: rename the file, such as to ${environmentFile(environmentNamed(name))} ` +
    "(2 to 8 lower-case letters and digits: names of storage accounts, of 24 at most, hold it)"
  );
}

/** What people call environments, and how they shorten it. */
const SHORT = new Map([
  ["production", "prod"],
  ["development", "dev"],
  ["preproduction", "preprod"],
  ["acceptance", "acc"],
  ["integration", "int"],
]);

const LONGEST_ENVIRONMENT = 8;

/** `Pre-Prod` → `preprod` */
function environmentNamed(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/^\d+/, "");
  const short = SHORT.get(plain) ?? plain.slice(0, LONGEST_ENVIRONMENT);
  return ENVIRONMENT_NAME.test(short) ? short : "prod";
}

/** Files that look like projects', and of which nothing would ever be made. */
export function misnamedProjects(directory: SettingsDirectory): Problem[] {
  const files = SettingsFiles.in(directory);
  return misnamedFilesIn(files).map((name) => {
    const file = `${PROJECTS_DIRECTORY}/${name}`;
    if (/^_?defaults?\.\w+$/i.test(name)) return { file, message: `nothing reads this: rename it to ${DEFAULTS_FILE}` };
    const meant = meantFor(files, name);
    const message = name.includes("/")
      ? `no project is in a folder of its own: move it to ${meant}`
      : `no project can have this name: rename it to lower-case letters, digits and dashes (50 at most) with .yaml, such as ${meant}`;
    return { file, message };
  });
}

/** A file that there is none of yet: of `team-a/churn.yaml` with the folder's name, where it takes that. */
function meantFor(files: SettingsFiles, name: string): string {
  const short = projectFile(projectNamed(name.split("/").at(-1) ?? name));
  return name.includes("/") && files.exists(short) ? projectFile(projectNamed(name)) : short;
}

/** `Flight_Delay.yml` → `flight-delay` */
const projectNamed = (file: string): string =>
  file
    .replace(/\.\w+$/, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 50) || "flight-delay";
