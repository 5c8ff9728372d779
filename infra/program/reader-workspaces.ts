import * as pulumi from "@pulumi/pulumi";
import { platformStack } from "../config";
import { stackNamed } from "./other-stacks";

/** Ids of other environments' workspaces, by environment, as their platforms' stacks report them. */
export const readerWorkspaces = (environments: readonly string[]): Record<string, pulumi.Output<string>> =>
  Object.fromEntries(environments.map((environment) => [environment, workspaceOf(environment)]));

function workspaceOf(environment: string): pulumi.Output<string> {
  const stack = platformStack(environment);
  return stackNamed(stack)
    .getOutput("workspaceId")
    .apply((id: unknown): pulumi.Output<string> => {
      if (typeof id === "string") return pulumi.output(id);
      // A preview of everything comes before anything is there, and must not fail for that.
      if (pulumi.runtime.isDryRun()) return pulumi.output(pulumi.unknown).apply(String);
      throw new pulumi.RunError(
        `the catalog is to be readable in "${environment}", which is not deployed: run pulumi up --stack ${stack} first`,
      );
    });
}
