import { readSeed, SHIPPED_SEED } from "../../sandbox/seed-file";
import { resourcesOf } from "../../test/harness/declared-resources";
import { type ComparisonOptions, compareIn, type EngineComparison } from "../engines/compare-engines";
import { OPERATIONS } from "../engines/engine";
import { type CheckpointResource, resourceSet } from "../engines/resource-set";
import { operatorOf } from "../measure/api-calls";
import { ENVIRONMENT, type ProjectCopies } from "./project-copies";

/**
 * Deploys one project's Databricks resources with each tool into its deployed environment. The project's own stack, from
 * which they are taken, is destroyed before.
 */
export async function compareOnProject(copies: ProjectCopies, options: ComparisonOptions): Promise<EngineComparison> {
  const { estate, stacks } = copies;
  const [stack = ""] = stacks;
  const { account, deployer } = readSeed(SHIPPED_SEED);
  const deployed: CheckpointResource[] = resourcesOf(estate.home, stack);
  const { workspaceId, workspaceUrl } = environmentOutputs(estate.home);
  const resources = resourceSet(deployed, workspaceId);
  await estate.succeed("destroy", stack);
  const place = {
    input: {
      resources,
      account: (await estate.addresses()).account,
      accountId: account.id,
      workspace: workspaceUrl,
      workspaceId,
    },
    token: await estate.token(deployer),
    operations: OPERATIONS,
    operator: await operatorOf(estate),
  };
  return compareIn(resources.length, options, (work) => work(place));
}

function environmentOutputs(home: string): { workspaceId: string; workspaceUrl: string } {
  const stack = resourcesOf(home, ENVIRONMENT).find(({ type }) => type === "pulumi:pulumi:Stack");
  if (!stack) throw new Error(`${ENVIRONMENT} is not deployed`);
  const { workspaceId, workspaceUrl } = stack.outputs;
  return { workspaceId: String(workspaceId), workspaceUrl: String(workspaceUrl) };
}
