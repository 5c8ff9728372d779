import { existsSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { Argument, Command, InvalidArgumentError } from "commander";
import { whyNoTerraform } from "../test/harness/terraform";
import { type CheckRun, measureChecks } from "./command/check";
import { type CommandResult, measureCommand } from "./command/measure-command";
import { measureManyObjects, type ObjectComparison } from "./control-plane/many-objects";
import { ENVIRONMENT_PARTS, type EnvironmentResult, measureEnvironment } from "./environment";
import { type JobsResult, measureJobs } from "./jobs/measure-jobs";
import { measurePolicies, type PoliciesResult } from "./policies/measure-policies";
import { measureProjects, type ProjectsResult } from "./projects/measure-projects";
import { checkTable, commandTable } from "./report/command-tables";
import { manyObjectsTable, throughputTable } from "./report/control-plane-tables";
import { drawn, type FigureTable } from "./report/figure-table";
import { jobTables } from "./report/job-tables";
import { writeToPage } from "./report/page";
import { largeCheckTable, previewWithPackTable, scannersTable } from "./report/policy-tables";
import {
  manyProjectsTable,
  previewPhasesTable,
  previewProcessorTable,
  previewSettingsTable,
} from "./report/project-tables";
import { projectStackTable, shippedStacksTable } from "./report/stacks-tables";
import { engineTable, programStartTable, type TerraformHere } from "./report/tables";
import { measureStacks, type StacksResult } from "./stacks/measure-stacks";

const GIBIBYTE = 1024 ** 3;
const PAGE = join(__dirname, "..", "docs", "benchmarks.md");
const PARTS = ["command", ...ENVIRONMENT_PARTS, "stacks", "projects", "policies", "jobs"] as const;

interface Options {
  json?: true;
  write?: true;
  runs: number;
  seconds: number;
  projects: number[];
  scales: number[];
  before?: string;
}

/** `npm run bench -- [parts] [options]`: figures on standard output, progress on standard error. */
async function main(): Promise<void> {
  const command = new Command("npm run bench --")
    .description(
      "Measures the command, the engine, the control plane, the program, runs on stacks, projects, policies and jobs, next to their peers.",
    )
    .addArgument(new Argument("[parts...]", "what is measured; everything where none is named").choices(PARTS))
    .option("--json", "print every run's figures as JSON")
    .option("--write", "write the tables into docs/benchmarks.md, too")
    .option("--runs <count>", "how often everything is measured", positiveInteger, 3)
    .option("--seconds <count>", "how long each server is loaded", positiveInteger, 10)
    .option("--projects <counts>", "how many projects estates have, the fewest first", positiveIntegers, [1, 10, 30])
    .option("--scales <counts>", "how many times the least data jobs compute", positiveIntegers, [1, 4, 16])
    .option(
      "--before <checkout>",
      "another version of this repository, for command and stacks: what they cost before",
      checkout,
    )
    .parse();
  const { json, write, ...options } = command.opts<Options>();
  const wanted = (part: (typeof PARTS)[number]): boolean => command.args.length === 0 || command.args.includes(part);

  const impediment = whyNoTerraform();
  const terraform: TerraformHere = impediment ? { here: false, because: impediment } : { here: true };
  const progress = (what: string): boolean => process.stderr.write(`bench: ${what}\n`);
  const how = { ...options, terraform: terraform.here, progress };

  const commands = wanted("command") ? await measureCommand(how) : undefined;
  const checks = wanted("command") ? await measureChecks(how) : undefined;
  const parts = ENVIRONMENT_PARTS.filter(wanted);
  const environment = parts.length > 0 ? await measureEnvironment(parts, how) : {};
  const stacks = wanted("stacks") ? await measureStacks(how) : undefined;
  const objects = wanted("control-plane") ? await measureManyObjects(progress) : undefined;
  const projects = wanted("projects") ? await measureProjects(options.projects, how) : undefined;
  const policies = wanted("policies") ? await measurePolicies(how) : undefined;

  const jobs = wanted("jobs") ? await measureJobs(how) : undefined;

  const machine = `${cpus().length} processors, ${Math.round(totalmem() / GIBIBYTE)} GiB, Node ${process.versions.node}`;
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ machine, terraform, commands, checks, ...environment, objects, stacks, projects, policies, jobs }, undefined, 2)}\n`,
    );
    return;
  }
  const tables = {
    ...commandTables(commands, checks),
    ...environmentTables(environment, objects, terraform),
    ...stacksTables(stacks, terraform),
    ...projectTables(projects, terraform),
    ...policyTables(policies),
    ...jobsTables(jobs),
  };
  const lines = [machine, ...Object.values(tables).flat().map(drawn)];
  process.stdout.write(`${lines.join("\n\n")}\n`);
  if (write) writeToPage(PAGE, tables, `${machine}; ${options.runs} ${options.runs === 1 ? "run" : "runs"}.`);
}

/** The tables of each part that was measured. */
type TablesOfParts = Partial<Record<(typeof PARTS)[number], FigureTable[]>>;

const commandTables = (commands: CommandResult | undefined, checks: CheckRun[] | undefined): TablesOfParts =>
  commands && checks ? { command: [commandTable(commands), checkTable(checks)] } : {};

function environmentTables(
  { engines, programStart, throughput }: EnvironmentResult,
  objects: ObjectComparison | undefined,
  terraform: TerraformHere,
): TablesOfParts {
  return {
    ...(engines && { engines: [engineTable("environment", engines, terraform)] }),
    ...(throughput && objects && { "control-plane": [throughputTable(throughput), manyObjectsTable(objects)] }),
    ...(programStart && { "program-start": [programStartTable(programStart)] }),
  };
}

function stacksTables(stacks: StacksResult | undefined, terraform: TerraformHere): TablesOfParts {
  if (!stacks) return {};
  return { stacks: [projectStackTable(stacks.project, terraform), shippedStacksTable(stacks.shipped, terraform)] };
}

function projectTables(projects: ProjectsResult | undefined, terraform: TerraformHere): TablesOfParts {
  if (!projects) return {};
  const { engines, many, preview, settings } = projects;
  return {
    projects: [
      manyProjectsTable(many),
      engineTable("project", engines, terraform),
      previewPhasesTable(preview),
      previewProcessorTable(preview),
      previewSettingsTable(settings),
    ],
  };
}

function policyTables(policies: PoliciesResult | undefined): TablesOfParts {
  if (!policies) return {};
  const { large, previews, scanners } = policies;
  return {
    policies: [...(scanners ?? []).map(scannersTable), previewWithPackTable(previews), largeCheckTable(large)],
  };
}

const jobsTables = (jobs: JobsResult | undefined): TablesOfParts => (jobs ? { jobs: jobTables(jobs) } : {});

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("It is a whole number, at least 1.");
  return value;
}

const positiveIntegers = (text: string): number[] => text.split(",").map(positiveInteger);

function checkout(folder: string): string {
  const installed = ["bin/lakestage.js", "node_modules"].every((name) => existsSync(join(folder, name)));
  if (!installed) throw new InvalidArgumentError("It is a checkout of this repository in which `npm ci` was run.");
  return resolve(folder);
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
