import type { ComparisonOptions } from "../engines/compare-engines";
import { compareScanners, type ScanComparison } from "./compare-scanners";
import { type LargeCheck, measureLargeCheck } from "./lakestage-check";
import { measurePreviews, type PreviewRun } from "./preview-with-pack";

/** All that is measured of policies. */
export interface PoliciesResult {
  /** Next to scanners of Terraform plans; undefined without Terraform. */
  scanners: ScanComparison[] | undefined;
  large: LargeCheck;
  previews: PreviewRun[];
}

/** How many projects estates have on which tools are compared. */
const COMPARED_ON = [1, 20];

const MANY_PROJECTS = 200;

export async function measurePolicies(options: ComparisonOptions): Promise<PoliciesResult> {
  const { progress, runs, terraform } = options;
  progress("previews with the pack, and without");
  const previews = await measurePreviews(runs);
  const scanners = terraform ? await compareScanners(COMPARED_ON, options) : undefined;
  progress(`${MANY_PROJECTS} projects in each environment`);
  return { previews, scanners, large: await measureLargeCheck(MANY_PROJECTS) };
}
