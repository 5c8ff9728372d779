import { type SettingsDirectory, SettingsFiles } from "./settings-files";

/** An environment's name is its stack's. */
export const ENVIRONMENT_NAME = /^[a-z][a-z0-9]{1,7}$/;

/** A stack's settings file; environments are those that have one. */
const ENVIRONMENT_FILE = /^Pulumi\.(.+)\.yaml$/;

/** The estate's settings file. */
export const ESTATE_FILE = "Pulumi.yaml";

export const environmentFile = (environment: string): string => `Pulumi.${environment}.yaml`;

/** Environments that the project in `directory` has settings for, in alphabetical order. */
export const environmentsIn = (directory: SettingsDirectory): string[] =>
  SettingsFiles.in(directory)
    .names(".", ENVIRONMENT_FILE)
    .flatMap((file) => ENVIRONMENT_FILE.exec(file)?.[1] ?? [])
    .filter((name) => ENVIRONMENT_NAME.test(name))
    .sort();
