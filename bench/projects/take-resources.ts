import { readSeed, SHIPPED_SEED } from "../../sandbox/seed-file";
import { resourcesOf } from "../../test/harness/declared-resources";
import type { Estate } from "../../test/harness/estate";
import type { ProgramInput } from "../engines/program/program-input";
import { type CheckpointResource, resourceSet } from "../engines/resource-set";
import { ENVIRONMENT } from "./project-copies";

/**
 * One project's Databricks resources, for another tool to deploy into the same environment. The project's own stack, from
 * which they are taken, is destroyed: there cannot be two of them.
 */
export async function takeResources(estate: Estate, stack: string): Promise<ProgramInput> {
  const deployed: CheckpointResource[] = resourcesOf(estate.home, stack);
  const { workspaceId, workspaceUrl } = environmentOutputs(estate.home);
  const resources = resourceSet(deployed, workspaceId);
  await estate.succeed("destroy", stack);
  return {
    resources,
    account: (await estate.addresses()).account,
    accountId: readSeed(SHIPPED_SEED).account.id,
    workspace: workspaceUrl,
    workspaceId,
  };
}

function environmentOutputs(home: string): { workspaceId: string; workspaceUrl: string } {
  const stack = resourcesOf(home, ENVIRONMENT).find(({ type }) => type === "pulumi:pulumi:Stack");
  if (!stack) throw new Error(`${ENVIRONMENT} is not deployed`);
  const { workspaceId, workspaceUrl } = stack.outputs;
  return { workspaceId: String(workspaceId), workspaceUrl: String(workspaceUrl) };
}
