import { Tokens } from "../control-plane/tokens";
import { type Announcement, lastAnnouncement } from "./announcement";
import type { Home } from "./home";
import { OperatorClient, type SandboxStatus } from "./operator-client";
import { endsWithin, isAlive } from "./processes";
import { SandboxError } from "./sandbox-error";

/** A control plane that is just ending has closed its ports already. */
const ENDING_MILLISECONDS = 2000;

/** The control plane runs, and does not answer: it hangs, or was told to pause. */
export class SilentError extends SandboxError {
  constructor(readonly pid: number) {
    super(
      "silent",
      `The sandbox runs, but does not answer (process ${pid}). End it, its state stays: lakestage sandbox stop`,
    );
  }
}

/** A control plane of this home that answers. */
export interface Running extends SandboxStatus {
  operator: OperatorClient;
  /** ISO 8601; undefined where the announcement is lost. */
  startedAt: string | undefined;
}

/**
 * The control plane of this home, when it runs. It is asked, with the home's own operator token: a process id on disk
 * may belong to another program by now, and an address to another sandbox.
 * @throws SilentError when the process that was announced runs and does not answer.
 */
export async function findRunning(home: Home): Promise<Running | undefined> {
  const announced = lastAnnouncement(home);
  // Asking would make a token key; what has none has never run, and stays as it is.
  const answering = Tokens.exist(home.directory) ? await ask(home, announced) : undefined;
  if (answering || !announced || !isAlive(announced.pid, announced.began)) return answering;
  if (await endsWithin(announced.pid, ENDING_MILLISECONDS)) return undefined;
  throw new SilentError(announced.pid);
}

async function ask(home: Home, announced: Announcement | undefined): Promise<Running | undefined> {
  for (const address of new Set([announced?.addresses.account, `http://127.0.0.1:${home.firstPort}`])) {
    if (address === undefined) continue;
    const operator = new OperatorClient(home, address);
    const status = await operator.status().catch(() => undefined);
    if (status)
      return { ...status, operator, startedAt: announced?.pid === status.pid ? announced.startedAt : undefined };
  }
  return undefined;
}
