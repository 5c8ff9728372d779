import { Home, OperatorClient } from "../../sandbox/lifecycle";
import type { Estate } from "../../test/harness/estate";

/** The operator's door to an estate's running control plane. */
export async function operatorOf(estate: Estate): Promise<OperatorClient> {
  return new OperatorClient(new Home(estate.home, estate.firstPort), (await estate.addresses()).account);
}

/**
 * Adds the requests that a control plane answered while something was done.
 * @throws Error when it was started anew meanwhile, which `lakestage` does after a change of its sources.
 */
export async function countingCalls<Result>(
  operator: OperatorClient,
  work: () => Promise<Result>,
): Promise<Result & { calls: number }> {
  const { pid } = await operator.status();
  const before = await callsSoFar(operator);
  const result = await work();
  if ((await operator.status()).pid !== pid) {
    throw new Error(
      "The control plane was started anew while it was measured. Change nothing under sandbox/ meanwhile.",
    );
  }
  return { ...result, calls: (await callsSoFar(operator)) - before };
}

async function callsSoFar(operator: OperatorClient): Promise<number> {
  return Object.values(await operator.calls()).reduce((sum, count) => sum + count, 0);
}
