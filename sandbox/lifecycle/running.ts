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
  /** ISO 8601. */
  startedAt: string;
}

/**
 * The control plane of this home, when it runs. It is asked, with the home's own operator token, which is sent to no process
 * but the one that was announced: on its ports may listen somebody else by now.
 * @throws SilentError when the process that was announced runs and does not answer; UntrustedFileError when there is no
 * sound key to ask it with.
 */
export async function findRunning(home: Home): Promise<Running | undefined> {
  const announced = lastAnnouncement(home);
  if (!announced || !isAlive(announced.pid, announced.began)) return undefined;
  const answering = Tokens.exist(home.directory) ? await ask(home, announced) : undefined;
  if (answering || (await endsWithin(announced.pid, ENDING_MILLISECONDS))) return answering;
  throw new SilentError(announced.pid);
}

/** The process that was announced, where it is known to be still that one: it can be ended without being asked. */
export function announcedProcess(home: Home): { pid: number } | undefined {
  const announced = lastAnnouncement(home);
  return announced?.began && isAlive(announced.pid, announced.began) ? announced : undefined;
}

async function ask(home: Home, { addresses, startedAt }: Announcement): Promise<Running | undefined> {
  const operator = new OperatorClient(home, addresses.account);
  const status = await operator.status().catch(() => undefined);
  return status && { ...status, operator, startedAt };
}
