import { readdirSync } from "node:fs";

/** A stack's settings file; environments are those that have one. */
const ENVIRONMENT_FILE = /^Pulumi\.([a-z][a-z0-9]{1,7})\.yaml$/;

/** The estate's settings file. */
export const ESTATE_FILE = "Pulumi.yaml";

export const environmentFile = (environment: string): string => `Pulumi.${environment}.yaml`;

/** Environments that the project in `directory` has settings for, in alphabetical order. */
export const environmentsIn = (directory: string): string[] =>
  readdirSync(directory)
    .flatMap((name) => ENVIRONMENT_FILE.exec(name)?.[1] ?? [])
    .sort();
