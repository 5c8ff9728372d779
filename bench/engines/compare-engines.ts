import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Home, OperatorClient } from "../../sandbox/lifecycle";
import { readSeed, SHIPPED_SEED } from "../../sandbox/seed-file";
import { Azure } from "../../test/harness/azure";
import { Estate } from "../../test/harness/estate";
import { type Measurement, measure } from "../measure/measured-process";
import { type Engine, OPERATIONS, type Operation } from "./engine";
import type { ProgramInput } from "./program/program-input";
import { pulumiEngine } from "./pulumi-engine";
import type { BenchmarkResource } from "./resource-set";
import { terraformEngine } from "./terraform-engine";

/** One operation of one tool, run once. */
export interface OperationRun extends Measurement {
  operation: Operation;
  /** Requests that the control plane answered meanwhile. */
  calls: number;
}

/** All runs of the tools that are here. */
export interface EngineComparison {
  resources: number;
  pulumi: OperationRun[];
  terraform: OperationRun[] | undefined;
}

const ENGINES = { pulumi: pulumiEngine, terraform: terraformEngine };

/**
 * Deploys the same resources with each tool, each time into a new control plane that holds nothing but a workspace, by
 * turns, so that what disturbs the machine disturbs both.
 */
export async function compareEngines(
  resources: BenchmarkResource[],
  { runs, terraform, progress }: { runs: number; terraform: boolean; progress: (what: string) => void },
): Promise<EngineComparison> {
  const results: EngineComparison = { resources: resources.length, pulumi: [], terraform: terraform ? [] : undefined };
  for (let run = 1; run <= runs; run++) {
    for (const name of ["pulumi", "terraform"] as const) {
      progress(`${name}, run ${run} of ${runs}`);
      results[name]?.push(...(await runOnce(resources, ENGINES[name])));
    }
  }
  return results;
}

async function runOnce(resources: BenchmarkResource[], create: typeof pulumiEngine): Promise<OperationRun[]> {
  const { account, deployer } = readSeed(SHIPPED_SEED);
  const estate = await Estate.create();
  let engine: Engine | undefined;
  try {
    await estate.succeed("sandbox", "start");
    const azure = await Azure.of(estate);
    const workspace = await azure.workspace(await azure.resourceGroup("bench"), "bench");
    const input: ProgramInput = {
      resources,
      account: (await estate.addresses()).account,
      accountId: account.id,
      workspace: workspace.address,
      workspaceId: workspace.id,
    };
    const directory = mkdtempSync(join(tmpdir(), "lakestage-bench-"));
    engine = await create(input, directory, await estate.token(deployer));
    const operator = new OperatorClient(new Home(estate.home, estate.firstPort), input.account);
    const done: OperationRun[] = [];
    for (const operation of OPERATIONS) {
      const before = await callsSoFar(operator);
      const measurement = await measure(engine.commands[operation]);
      done.push({ operation, ...measurement, calls: (await callsSoFar(operator)) - before });
    }
    return done;
  } finally {
    engine?.dispose();
    await estate.dispose();
  }
}

async function callsSoFar(operator: OperatorClient): Promise<number> {
  return Object.values(await operator.calls()).reduce((sum, count) => sum + count, 0);
}
