import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OperatorClient } from "../../sandbox/lifecycle";
import { operatorOf, withControlPlane } from "../measure/control-plane-use";
import { type Measurement, measure } from "../measure/measured-process";
import { inEmptyWorkspace } from "./empty-workspace";
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

export interface ComparisonOptions {
  runs: number;
  /** Whether Terraform is here. */
  terraform: boolean;
  progress: (what: string) => void;
}

/** Where resources are deployed to, and taken away again. */
export interface Place {
  input: ProgramInput;
  /** The deployer's. */
  token: string;
  /** What is measured there. */
  operations: readonly Operation[];
  operator: OperatorClient;
}

const ENGINES = { pulumi: pulumiEngine, terraform: terraformEngine };

/** Deploys the same resources with each tool, each time into a new control plane that holds nothing but a workspace. */
export function compareEngines(resources: BenchmarkResource[], options: ComparisonOptions): Promise<EngineComparison> {
  return compareIn(resources.length, options, (work) =>
    inEmptyWorkspace(
      async ({ estate, token, ...addresses }) =>
        work({
          input: { resources, ...addresses },
          token,
          // A network connectivity configuration cannot go before its workspace, which is not of the set.
          operations: OPERATIONS.filter((operation) => operation !== "destroy"),
          operator: await operatorOf(estate),
        }),
      accessConnectorsOf(resources),
    ),
  );
}

/** They are Azure's, and so not of the set. */
const accessConnectorsOf = (resources: readonly BenchmarkResource[]): string[] =>
  resources.flatMap(({ inputs: { azureManagedIdentity: identity } }) =>
    typeof identity === "object" && identity !== null && "accessConnectorId" in identity
      ? [String(identity.accessConnectorId)]
      : [],
  );

/**
 * Deploys with each tool by turns, so that what disturbs the machine disturbs both.
 * @param inPlace readies the place for a run, and clears up after it.
 */
export async function compareIn(
  resources: number,
  { runs, terraform, progress }: ComparisonOptions,
  inPlace: (work: (place: Place) => Promise<OperationRun[]>) => Promise<OperationRun[]>,
): Promise<EngineComparison> {
  const results: EngineComparison = { resources, pulumi: [], terraform: terraform ? [] : undefined };
  for (let run = 1; run <= runs; run++) {
    for (const name of ["pulumi", "terraform"] as const) {
      const done = results[name];
      if (!done) continue;
      progress(`${name}, ${resources} resources, run ${run} of ${runs}`);
      done.push(...(await inPlace((place) => runOnce(place, ENGINES[name]))));
    }
  }
  return results;
}

async function runOnce(
  { input, token, operations, operator }: Place,
  create: typeof pulumiEngine,
): Promise<OperationRun[]> {
  const directory = mkdtempSync(join(tmpdir(), "lakestage-bench-"));
  let engine: Engine | undefined;
  try {
    engine = await create(input, directory, token);
    const { commands } = engine;
    const done: OperationRun[] = [];
    for (const operation of operations) {
      done.push({ operation, ...(await withControlPlane(operator, () => measure(commands[operation]))) });
    }
    return done;
  } finally {
    engine?.dispose();
    rmSync(directory, { recursive: true, force: true });
  }
}
