import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { judge } from "../../policies/judge";
import { allRules } from "../../policies/rule-index";
import { CHECKOUT } from "../../test/harness/estate";
import { type EmptyWorkspace, inEmptyWorkspace } from "../engines/empty-workspace";
import { type MeasuredCommand, type Measurement, measure } from "../measure/measured-process";
import { ProjectCopies } from "../projects/project-copies";
import { comparableRules, withViolations } from "./comparable-rules";
import { ENVIRONMENTS, lakestageCheckAnew } from "./lakestage-check";
import { Conftest, checkov } from "./scanners";
import { terraformPlan } from "./terraform-plan";

export const TOOLS = ["lakestage check", "checkov", "conftest"] as const;

export type Tool = (typeof TOOLS)[number];

/** One run of a tool on the resources of an estate. */
export interface ScanRun extends Measurement {
  tool: Tool;
  /** How many rules it judged by. */
  rules: number;
}

/** All runs on one estate. */
export interface ScanComparison {
  projects: number;
  /** How many resources the plan has. */
  resources: number;
  /** What it took Terraform to plan them, which scanners of plans wait for. */
  planSeconds: number;
  /** What it took the pack's rules to judge them once they were declared. */
  judgingSeconds: number[];
  runs: ScanRun[];
}

const RULES = allRules();

/** @param sizes how many projects each estate has, in each of three environments. */
export async function compareScanners(
  sizes: readonly number[],
  { runs, progress }: { runs: number; progress: (what: string) => void },
): Promise<ScanComparison[]> {
  const directory = mkdtempSync(join(tmpdir(), "lakestage-bench-scan-"));
  try {
    progress("checkov and conftest are installed");
    const scanners = { checkov: await checkov(), conftest: await Conftest.create(comparableRules()) };
    return await inEmptyWorkspace(async (place) => {
      progress("conftest's rules are tried");
      await requireComparable(scanners.conftest, place, directory);
      const results: ScanComparison[] = [];
      for (const projects of sizes) {
        progress(`the plan of ${projects} projects in each environment`);
        const copies = await ProjectCopies.create(projects, ENVIRONMENTS);
        try {
          const declared = await declareEstate(copies.directory);
          const { file, ...plan } = await planFile(declared, place, directory);
          const commands = {
            "lakestage check": () => lakestageCheckAnew(copies.estate),
            checkov: () => scanners.checkov.command(file),
            conftest: () => scanners.conftest.command(file),
          };
          const rules = {
            "lakestage check": RULES.length,
            checkov: await scanners.checkov.rulesFor(file),
            conftest: scanners.conftest.rules.length,
          };
          progress(`${plan.resources} resources, ${runs} ${runs === 1 ? "run" : "runs"}`);
          results.push({ projects, ...plan, ...(await measureTools(commands, rules, declared, runs)) });
        } finally {
          await copies.dispose();
        }
      }
      return results;
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** By turns, so that what disturbs the machine disturbs all. */
async function measureTools(
  commands: Record<Tool, () => MeasuredCommand>,
  rules: Record<Tool, number>,
  declared: readonly DeclaredStack[],
  count: number,
): Promise<Pick<ScanComparison, "runs" | "judgingSeconds">> {
  const runs: ScanRun[] = [];
  const judging: number[] = [];
  for (let run = 0; run < count; run++) {
    for (const tool of TOOLS) runs.push({ tool, rules: rules[tool], ...(await measure(commands[tool]())) });
    judging.push(judgingSeconds(declared));
  }
  return { runs, judgingSeconds: judging };
}

/**
 * Of rules that find nothing, a figure would say nothing: each must find what the pack's finds.
 * @throws Error that names those that do not.
 */
async function requireComparable(conftest: Conftest, place: EmptyWorkspace, directory: string): Promise<void> {
  const shipped = await declareEstate(CHECKOUT);
  const violated = withViolations(shipped, conftest.rules);
  const none = await conftest.found((await planFile(shipped, place, directory)).file);
  if (none.size > 0) throw new Error(`conftest finds fault with the shipped estate: ${[...none].join(", ")}`);
  const found = await conftest.found((await planFile(violated, place, directory)).file);
  const blind = conftest.rules.filter((rule) => !found.has(rule));
  if (blind.length > 0) throw new Error(`conftest does not find what the pack finds: ${blind.join(", ")}`);
}

async function planFile(
  stacks: readonly DeclaredStack[],
  place: EmptyWorkspace,
  directory: string,
): Promise<{ file: string } & Pick<ScanComparison, "resources" | "planSeconds">> {
  const { plan, seconds } = await terraformPlan(stacks, place);
  const file = join(directory, "plan.json");
  writeFileSync(file, JSON.stringify(plan));
  return { file, resources: plan.planned_values.root_module.resources.length, planSeconds: seconds };
}

function judgingSeconds(declared: readonly DeclaredStack[]): number {
  const started = performance.now();
  for (const stack of declared) judge(stack, RULES);
  return (performance.now() - started) / 1000;
}
