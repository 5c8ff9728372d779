import { readSeed, SHIPPED_SEED } from "../../sandbox/seed-file";
import { type ComparisonOptions, compareIn, type EngineComparison } from "../engines/compare-engines";
import { OPERATIONS } from "../engines/engine";
import { operatorOf } from "../measure/control-plane-use";
import type { ProjectCopies } from "./project-copies";
import { takeResources } from "./take-resources";

/** Deploys one project's Databricks resources with each tool into its deployed environment, in place of its own stack. */
export async function compareOnProject(copies: ProjectCopies, options: ComparisonOptions): Promise<EngineComparison> {
  const { estate, stacks } = copies;
  const [stack = ""] = stacks;
  const input = await takeResources(estate, stack);
  const token = await estate.token(readSeed(SHIPPED_SEED).deployer);
  const place = { input, token, operations: OPERATIONS, operator: await operatorOf(estate) };
  return compareIn(input.resources.length, options, (work) => work(place));
}
