import { stacksOf } from "../../cli/stacks/stacks";
import { databricksResources, resourcesOf } from "../../test/harness/declared-resources";
import { CHECKOUT, Estate } from "../../test/harness/estate";
import type { ComparisonOptions } from "../engines/compare-engines";
import { ENVIRONMENT, ORIGINAL, ProjectCopies } from "../projects/project-copies";
import { byTurns, type Contender, lakestage, plainPulumi, type UnchangedRun } from "./contender";
import { withTerraform } from "./terraform-contender";

/** What a run costs where nothing has changed. */
export interface StacksResult {
  /** On one project's stack. */
  project: { resources: number; runs: UnchangedRun[] };
  /** On all stacks that are shipped. */
  shipped: { stacks: number; runs: UnchangedRun[] };
}

export interface StacksOptions extends ComparisonOptions {
  /** A checkout of another version, its packages installed, that is measured by turns with this one. Default: none. */
  before?: string;
}

/** Measures one project's stack, and all shipped stacks at once. */
export async function measureStacks(options: StacksOptions): Promise<StacksResult> {
  const { before, progress } = options;
  if (before === undefined) return measureBoth(options, undefined);
  const earlier = await Estate.create(undefined, before);
  try {
    progress(`all stacks of ${before}`);
    await earlier.succeed("up");
    return await measureBoth(options, earlier);
  } finally {
    await earlier.dispose();
  }
}

async function measureBoth(options: StacksOptions, earlier: Estate | undefined): Promise<StacksResult> {
  return { project: await measureProject(options, earlier), shipped: await measureShipped(options, earlier) };
}

/** Two copies of a project are deployed: one is measured, the other makes way for Terraform's. */
async function measureProject(options: StacksOptions, earlier: Estate | undefined): Promise<StacksResult["project"]> {
  options.progress("one project");
  const copies = await ProjectCopies.create(2);
  try {
    const { estate } = copies;
    const [stack = "", other = ""] = copies.stacks;
    await estate.succeed("up");
    const ours = [await lakestage("lakestage", estate, [stack]), await plainPulumi(estate, [stack])];
    const before = earlier ? [await lakestage("before", earlier, [`${ENVIRONMENT}.${ORIGINAL}`])] : [];
    const measure = (...terraform: Contender[]): Promise<UnchangedRun[]> =>
      byTurns([...ours, ...terraform, ...before], options);
    const runs = options.terraform ? await withTerraform(estate, other, measure) : await measure();
    return { resources: databricksResources(resourcesOf(estate.home, stack)).length, runs };
  } finally {
    await copies.dispose();
  }
}

async function measureShipped(options: StacksOptions, earlier: Estate | undefined): Promise<StacksResult["shipped"]> {
  const stacks = stacksOf(CHECKOUT).map(({ name }) => name);
  options.progress(`${stacks.length} stacks`);
  const estate = await Estate.create();
  try {
    await estate.succeed("up");
    const ours = [await lakestage("lakestage", estate, stacks), await plainPulumi(estate, stacks)];
    const before = earlier ? [await lakestage("before", earlier, [])] : [];
    return { stacks: stacks.length, runs: await byTurns([...ours, ...before], options) };
  } finally {
    await estate.dispose();
  }
}
