import { environmentsIn } from "./environments";
import { PLATFORM, projectsIn } from "./project-files";
import { type SettingsDirectory, SettingsFiles } from "./settings-files";

/** The stack of an environment's platform: `prod.platform`. */
export const platformStack = (environment: string): string => `${environment}.${PLATFORM}`;

/**
 * What a stack holds.
 * - `platform`: what takes the rights of the platform team: Azure, identities, what the account gives, the catalog.
 * - `environment`: what is in the workspace for all.
 * - `project`: an ML project in the environment.
 */
export type StackContent = { kind: "platform" } | { kind: "environment" } | { kind: "project"; project: string };

/** A stack by what it holds. */
export interface StackPlace {
  /** `prod.platform`, `prod`, or `prod.flight-delay`. */
  name: string;
  environment: string;
  kind: StackContent["kind"];
  /** Of the kind `project` only. */
  project?: string;
}

/**
 * Every stack of the Pulumi project in `directory`: each environment's two, and then each project's in each of them.
 * @param inOrder environments in the order that is wanted. Default: as `environmentsIn` has them.
 */
export function stacksIn(directory: SettingsDirectory, inOrder?: readonly string[]): StackPlace[] {
  const files = SettingsFiles.in(directory);
  const environments = inOrder ?? environmentsIn(files);
  const projects = projectsIn(files);
  return [
    ...environments.flatMap((environment): StackPlace[] => [
      { name: platformStack(environment), environment, kind: "platform" },
      { name: environment, environment, kind: "environment" },
    ]),
    ...environments.flatMap((environment) =>
      projects.map(
        (project): StackPlace => ({
          name: `${environment}.${project}`,
          environment,
          kind: "project",
          project,
        }),
      ),
    ),
  ];
}
