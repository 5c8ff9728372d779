import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** The Node processes that this host started, so that none outlives the engine. */
export class Children {
  readonly #running = new Set<ChildProcess>();

  /** Starts this same Node with these arguments. */
  start(args: readonly string[], options: SpawnOptions): ChildProcess {
    const child = spawn(process.execPath, args, options);
    this.#running.add(child);
    const forget = (): void => void this.#running.delete(child);
    child.on("close", forget).on("error", forget);
    return child;
  }

  signal(signal: NodeJS.Signals): void {
    for (const child of this.#running) child.kill(signal);
  }
}
