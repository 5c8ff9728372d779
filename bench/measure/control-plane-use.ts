import { Home, OperatorClient } from "../../sandbox/lifecycle";
import type { Estate } from "../../test/harness/estate";
import { processorSeconds } from "./processor-time";

/** What a control plane did while something was measured. */
export interface ControlPlaneUse {
  /** Requests that it answered. */
  calls: number;
  /** Processor seconds that it used; undefined where the system does not tell. */
  controlPlane: number | undefined;
}

/** The operator's door to an estate's running control plane. */
export async function operatorOf(estate: Estate): Promise<OperatorClient> {
  return new OperatorClient(new Home(estate.home, estate.firstPort), (await estate.addresses()).account);
}

/**
 * Does something, and adds what a control plane did meanwhile.
 * @throws Error when it was started anew meanwhile, which `lakestage` does after a change of its sources.
 */
export async function withControlPlane<Result>(
  operator: OperatorClient,
  work: () => Promise<Result>,
): Promise<Result & ControlPlaneUse> {
  const { pid } = await operator.status();
  const callsBefore = await callsSoFar(operator);
  const before = processorSeconds(pid);
  const result = await work();
  const after = processorSeconds(pid);
  if ((await operator.status()).pid !== pid) {
    throw new Error(
      "The control plane was started anew while it was measured. Change nothing under sandbox/ meanwhile.",
    );
  }
  return {
    ...result,
    calls: (await callsSoFar(operator)) - callsBefore,
    controlPlane: before !== undefined && after !== undefined ? after - before : undefined,
  };
}

async function callsSoFar(operator: OperatorClient): Promise<number> {
  return Object.values(await operator.calls()).reduce((sum, count) => sum + count, 0);
}
