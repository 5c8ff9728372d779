import { type Inputs, RunError } from "@pulumi/pulumi";
import type { EnvironmentSettings } from "../config";

/** Declares an ML project in an environment and returns the stack's outputs. */
export async function projectStack({ name }: EnvironmentSettings, project: string): Promise<Inputs> {
  throw new RunError(`stack "${name}.${project}": there is no project "${project}" to declare in "${name}"`);
}
