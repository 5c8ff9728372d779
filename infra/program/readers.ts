import * as pulumi from "@pulumi/pulumi";
import { platformStack } from "../config";
import { stackNamed } from "./other-stacks";

/** An environment that reads this one's catalog, as its platform's stack reports it. */
export interface Reader {
  workspaceId: pulumi.Output<string>;
  /** Where in its network private endpoints go; asked for only where the storage takes nothing else. */
  endpointSubnetId: pulumi.Output<string>;
  storageZones: { blob: pulumi.Output<string>; dfs: pulumi.Output<string> };
  /** Id of the network connectivity configuration of its serverless compute. */
  serverlessNetworkId: pulumi.Output<string>;
}

/** By environment. */
export const readersOf = (environments: readonly string[]): Record<string, Reader> =>
  Object.fromEntries(environments.map((environment) => [environment, reader(environment)]));

function reader(environment: string): Reader {
  const stack = platformStack(environment);
  const outputs = stackNamed(stack);
  const text = (name: string, part?: string): pulumi.Output<string> =>
    outputs.getOutput(name).apply((value: unknown): pulumi.Output<string> => {
      const found = part === undefined ? value : (value as Record<string, unknown> | undefined)?.[part];
      if (typeof found === "string") return pulumi.output(found);
      // A preview of everything comes before anything is there, and must not fail for that.
      if (pulumi.runtime.isDryRun()) return pulumi.output(pulumi.unknown).apply(String);
      throw new pulumi.RunError(
        `the catalog is to be readable in "${environment}", whose ${name} is not known: run pulumi up --stack ${stack} first`,
      );
    });
  return {
    workspaceId: text("workspaceId"),
    get endpointSubnetId() {
      return text("endpointSubnetId");
    },
    get serverlessNetworkId() {
      return text("serverlessNetworkId");
    },
    get storageZones() {
      return { blob: text("storageZones", "blob"), dfs: text("storageZones", "dfs") };
    },
  };
}
