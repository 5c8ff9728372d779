import { cpus, totalmem } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { resourcesOf } from "../test/harness/declared-resources";
import { Estate } from "../test/harness/estate";
import { whyNoTerraform } from "../test/harness/terraform";
import { measureThroughput } from "./control-plane/throughput";
import { compareEngines } from "./engines/compare-engines";
import { type CheckpointResource, resourceSet } from "./engines/resource-set";
import { measureProgramStart } from "./program-start/program-start";
import { engineTable, programStartTable, type TerraformHere, throughputTable } from "./report/tables";

const ENVIRONMENT = "dev";
const GIBIBYTE = 1024 ** 3;

interface Options {
  json?: true;
  runs: number;
  seconds: number;
}

/** `npm run bench -- [--runs N] [--seconds N] [--json]`: figures on standard output, progress on standard error. */
async function main(): Promise<void> {
  const { json, runs, seconds } = new Command("npm run bench --")
    .description("Measures the engine, the control plane and the program, next to their peers.")
    .option("--json", "print every run's figures as JSON")
    .option("--runs <count>", "how often everything is measured", positiveInteger, 3)
    .option("--seconds <count>", "how long each server is loaded", positiveInteger, 10)
    .parse()
    .opts<Options>();
  const progress = (what: string): boolean => process.stderr.write(`bench: ${what}\n`);

  const estate = await Estate.create();
  try {
    progress(`deploying ${ENVIRONMENT}`);
    await estate.succeed("up", ENVIRONMENT);
    const deployed: CheckpointResource[] = resourcesOf(estate.home, ENVIRONMENT);
    const { workspaceId, workspaceUrl } = resourceOf(deployed, "pulumi:pulumi:Stack").outputs;
    const workspace = {
      address: String(workspaceUrl),
      catalog: String(resourceOf(deployed, "databricks:index/catalog:Catalog").outputs.name),
      warehouseId: String(resourceOf(deployed, "databricks:index/sqlEndpoint:SqlEndpoint").id),
    };
    progress("program start");
    const programStart = await measureProgramStart(estate, ENVIRONMENT, runs);
    const throughput = await measureThroughput(estate, workspace, { runs, seconds, progress });
    const impediment = whyNoTerraform();
    const terraform: TerraformHere = impediment ? { here: false, because: impediment } : { here: true };
    const resources = resourceSet(deployed, String(workspaceId));
    const engines = await compareEngines(resources, { runs, terraform: terraform.here, progress });

    const machine = `${cpus().length} processors, ${Math.round(totalmem() / GIBIBYTE)} GiB, Node ${process.versions.node}`;
    if (json) {
      process.stdout.write(
        `${JSON.stringify({ machine, engines, terraform, throughput, programStart }, undefined, 2)}\n`,
      );
      return;
    }
    const parts = [
      machine,
      engineTable(engines, terraform),
      throughputTable(throughput),
      programStartTable(programStart),
    ];
    process.stdout.write(`${parts.join("\n\n")}\n`);
  } finally {
    await estate.dispose();
  }
}

function resourceOf(resources: readonly CheckpointResource[], type: string): CheckpointResource {
  const found = resources.find((resource) => resource.type === type);
  if (!found) throw new Error(`${ENVIRONMENT} has no ${type}`);
  return found;
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("It is a whole number, at least 1.");
  return value;
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
