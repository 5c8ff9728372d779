import { environmentsIn } from "./environments";
import { projectsIn } from "./project-files";
import { type SettingsDirectory, SettingsFiles } from "./settings-files";

/** A stack by what it holds: an environment, or a project in one. */
export interface StackPlace {
  /** `prod`, or `prod.flight-delay`. */
  name: string;
  environment: string;
  /** Absent for an environment's own stack. */
  project?: string;
}

/**
 * Every stack of the Pulumi project in `directory`: the environments', and then each project's in each of them.
 * @param inOrder environments in the order that is wanted. Default: as `environmentsIn` has them.
 */
export function stacksIn(directory: SettingsDirectory, inOrder?: readonly string[]): StackPlace[] {
  const files = SettingsFiles.in(directory);
  const environments = inOrder ?? environmentsIn(files);
  const projects = projectsIn(files);
  return [
    ...environments.map((environment) => ({ name: environment, environment })),
    ...environments.flatMap((environment) =>
      projects.map((project) => ({ name: `${environment}.${project}`, environment, project })),
    ),
  ];
}
