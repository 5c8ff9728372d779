import { Tokens } from "../control-plane/tokens";
import { lastAnnouncement } from "./announcement";
import type { Home } from "./home";
import { OperatorClient, type SandboxStatus } from "./operator-client";

/** A control plane of this home that answers. */
export interface Running extends SandboxStatus {
  operator: OperatorClient;
  /** ISO 8601; undefined where the announcement is lost. */
  startedAt: string | undefined;
}

/**
 * The control plane of this home, when it runs. It is asked, with the home's own operator token: a process id on disk
 * may belong to another program by now, and an address to another sandbox.
 */
export async function findRunning(home: Home): Promise<Running | undefined> {
  // Asking would make a token key; what has none has never run, and stays as it is.
  if (!Tokens.exist(home.directory)) return undefined;
  const announced = lastAnnouncement(home);
  const candidates = new Set([announced?.addresses.account, `http://127.0.0.1:${home.firstPort}`]);
  for (const address of candidates) {
    if (address === undefined) continue;
    const operator = new OperatorClient(home, address);
    const status = await operator.status().catch(() => undefined);
    if (status)
      return { ...status, operator, startedAt: announced?.pid === status.pid ? announced.startedAt : undefined };
  }
  return undefined;
}
