import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeProblems, loadEnvironment, loadProject, type ProjectSettings, projectProblems } from "../config";
import { projectWith } from "./project-directory";

const CHECKOUT = join(__dirname, "../..");
const ENVIRONMENTS = ["dev", "staging", "prod"];

/** A small project without mistakes, to which a test adds what it is about. */
export const TRAINS = `description: Which trains arrive late?
team: { name: timekeepers, contacts: [timekeepers@lakestage.example] }
features:
  tables:
    journeys: { primaryKey: [journey_id] }
models:
  lateness:
    task: classification
    description: Whether a train arrives late.
    label: late
`;

/** Defaults that say only what every project needs. */
export const DEFAULTS = `source: { repository: "https://git.lakestage.example/trains", provider: gitLabEnterpriseEdition }
`;

/** A directory with the checkout's environments and these files below `projects/`; by default with `DEFAULTS`. */
export const directoryWithProjects = (projects: Record<string, string>): string =>
  projectWith({
    ...Object.fromEntries(
      ["Pulumi.yaml", ...ENVIRONMENTS.map((name) => `Pulumi.${name}.yaml`)].map((name) => [
        name,
        readFileSync(join(CHECKOUT, name), "utf8"),
      ]),
    ),
    "projects/_defaults.yaml": DEFAULTS,
    ...Object.fromEntries(Object.entries(projects).map(([name, text]) => [`projects/${name}`, text])),
  });

/** What is said of these files below `projects/`, one line for each mistake. */
export function problemsOf(projects: Record<string, string>, environments = ENVIRONMENTS): string[] {
  const problems = projectProblems(directoryWithProjects(projects), environments);
  return problems.length === 0 ? [] : describeProblems(problems).split("\n");
}

/**
 * The settings of `trains.yaml` in an environment.
 * @throws Error with the problems, where it has any.
 */
export function settingsOf(projects: Record<string, string>, environment = "dev"): ProjectSettings {
  const directory = directoryWithProjects(projects);
  const loaded = loadEnvironment(directory, environment);
  if (!loaded.ok) throw new Error(describeProblems(loaded.problems));
  const result = loadProject(directory, "trains", loaded.settings);
  if (!result.ok) throw new Error(describeProblems(result.problems));
  return result.settings;
}
