import { type SettingsDirectory, SettingsFiles } from "./settings-files";

/** An environment's name is its stack's. */
export const ENVIRONMENT_NAME = /^[a-z][a-z0-9]{1,7}$/;

/** A stack's settings file; environments are those that have one. */
const ENVIRONMENT_FILE = /^Pulumi\.(.+)\.yaml$/;

/** The estate's settings file. */
export const ESTATE_FILE = "Pulumi.yaml";

export const environmentFile = (environment: string): string => `Pulumi.${environment}.yaml`;

/** Files that look like an environment's or the estate's settings and are none, by their names: nothing reads them. */
export const misnamedSettingsFiles = (directory: SettingsDirectory): string[] =>
  SettingsFiles.in(directory)
    .names(".", /^[Pp][Uu][Ll][Uu][Mm][Ii]\b.*\.([Yy][Aa]?[Mm][Ll]|[Jj][Ss][Oo][Nn])$/)
    .filter((file) => {
      const [, name] = ENVIRONMENT_FILE.exec(file) ?? [];
      if (name === undefined) return file !== ESTATE_FILE;
      // Pulumi keeps what is a project's stack's own, as its key, in a file of its name: prod.flight-delay.
      const [environment = "", ...project] = name.split(".");
      return !ENVIRONMENT_NAME.test(environment) || project.length > 1;
    })
    .sort();

/** Environments that the project in `directory` has settings for, in alphabetical order. */
export const environmentsIn = (directory: SettingsDirectory): string[] =>
  SettingsFiles.in(directory)
    .names(".", ENVIRONMENT_FILE)
    .flatMap((file) => ENVIRONMENT_FILE.exec(file)?.[1] ?? [])
    .filter((name) => ENVIRONMENT_NAME.test(name))
    .sort();
