import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Who brings things to an orderly end; while there is nobody, a signal ends the process at once. */
let orderly: Interruption | undefined;

const onSignal = (signal: NodeJS.Signals): void => {
  if (orderly) {
    orderly.ask();
  } else {
    // A line that is drawn and redrawn has no end.
    if (process.stderr.isTTY) process.stderr.write("\n");
    process.exit(128 + constants.signals[signal]);
  }
};

/**
 * From now on a signal ends this process by an exit, with 128 and the signal's number: whoever has begun something undoes it
 * when the process exits, and ends the programs that it has started. A command that only computes does without: a signal
 * that is listened to waits for the computation's end.
 */
export function endAtOnceOnSignals(): void {
  for (const signal of SIGNALS) process.off(signal, onSignal).on(signal, onSignal);
}

/** Whether the user or the system asked this command to end. */
export class Interruption {
  #asked = false;

  /** From now on a signal ends nothing by itself: what is under way is brought to an orderly end first. */
  constructor() {
    orderly = this;
  }

  get requested(): boolean {
    return this.#asked;
  }

  ask(): void {
    this.#asked = true;
  }

  end(): void {
    orderly = undefined;
  }
}

/** So long an interruption may go unnoticed, in milliseconds. */
const NOTICED_WITHIN = 100;

/** Waits so long, or until somebody interrupts. */
export async function pauseUnless(interruption: Pick<Interruption, "requested">, milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0 && !interruption.requested; left -= NOTICED_WITHIN) {
    await sleep(Math.min(left, NOTICED_WITHIN));
  }
}
