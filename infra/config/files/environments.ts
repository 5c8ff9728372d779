import { PLATFORM } from "./project-files";
import { type SettingsDirectory, SettingsFiles } from "./settings-files";

/** An environment's name is its stack's. */
export const ENVIRONMENT_NAME = /^[a-z][a-z0-9]{1,7}$/;

/** A stack's settings file; environments are those that have one. */
const ENVIRONMENT_FILE = /^Pulumi\.(.+)\.yaml$/;

/** The estate's settings file. */
export const ESTATE_FILE = "Pulumi.yaml";

export const environmentFile = (environment: string): string => `Pulumi.${environment}.yaml`;

/** Whether an environment may have this name: `platform` tells stacks of all environments apart from others. */
export const isEnvironmentName = (name: string): boolean => ENVIRONMENT_NAME.test(name) && name !== PLATFORM;

/** Environments that the project in `directory` has settings for, in alphabetical order. */
export const environmentsIn = (directory: SettingsDirectory): string[] =>
  SettingsFiles.in(directory)
    .names(".", ENVIRONMENT_FILE)
    .flatMap((file) => ENVIRONMENT_FILE.exec(file)?.[1] ?? [])
    .filter(isEnvironmentName)
    .sort();

/** Files that look like settings, and are neither an environment's nor the estate's by their names. */
export const otherSettingsFiles = (directory: SettingsDirectory): string[] =>
  SettingsFiles.in(directory)
    .names(".", /^\.?[Pp][Uu][Ll][Uu][Mm][Ii]([^A-Za-z].*)?\.([Yy][Aa]?[Mm][Ll]|[Jj][Ss][Oo][Nn])$/)
    .filter((file) => {
      const [, name] = ENVIRONMENT_FILE.exec(file) ?? [];
      return name === undefined ? file !== ESTATE_FILE : !isEnvironmentName(name);
    })
    .sort();

/** `Pulumi.prod.flight-delay.yaml`, in which Pulumi keeps the key of such a stack. */
export function stackOfFile(file: string): { environment: string; project: string } | undefined {
  const [, environment = "", project = ""] = /^Pulumi\.([^.]+)\.([a-z][a-z0-9-]{0,49})\.yaml$/.exec(file) ?? [];
  return isEnvironmentName(environment) ? { environment, project } : undefined;
}
