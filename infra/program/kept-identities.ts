import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { fullStackName, ownOutputs } from "./other-stacks";
import type { ProjectWithIdentities } from "./project-identities";

const lastSchema = z.object({
  projects: z.record(z.string(), z.object({ snapshots: z.unknown().optional() })),
});

/**
 * Projects that the last deployment of the current platform made identities for, whose files are gone, and whose stacks in
 * the environment still have something: their jobs run as these. Asked of the engine's backend by calls that leave nothing
 * in the stack, and that may be refused: nobody has to have made the other stacks, and they may be removed.
 */
export async function keptIdentities(
  environment: string,
  projects: readonly ProjectWithIdentities[],
): Promise<ProjectWithIdentities[]> {
  const last = lastSchema.safeParse(await ownOutputs()).data?.projects ?? {};
  const gone = Object.entries(last).filter(([name]) => !projects.some((project) => project.name === name));
  const kept = await Promise.all(
    gone.map(async ([name, { snapshots }]) =>
      (await hasResources(`${environment}.${name}`)) ? [{ name, takesSnapshots: snapshots !== undefined }] : [],
    ),
  );
  return kept.flat();
}

/** Whether a stack is deployed. One that cannot be read may be. */
async function hasResources(stack: string): Promise<boolean> {
  try {
    const { outputs } = await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", {
      stackName: fullStackName(stack),
    });
    return Object.keys(outputs).length > 0;
  } catch (error) {
    return !String(error).includes("unknown stack");
  }
}
