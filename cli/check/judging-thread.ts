import { once } from "node:events";
import { parentPort, Worker, workerData } from "node:worker_threads";
import { SettingsFiles } from "../../infra/config";
import { allRules } from "../../policies/rule-index";
import type { Judgement } from "./judgement";
import { judgementsOf, type Share } from "./share";

/** The script that this process was started with. In a worker thread it does a share of the same command: see `main`. */
const WORKER_FILE = process.argv[1] ?? __filename;

/** A thread that does shares of the work, one at a time. It loads the program and the rules for itself. */
export class JudgingThread {
  private readonly worker: Worker;
  /** Never comes to anything but a failure. */
  private readonly ended: Promise<never>;

  /** @param directory the estate's folder. */
  constructor(directory: string) {
    this.worker = new Worker(WORKER_FILE, { workerData: directory });
    this.ended = once(this.worker, "exit").then(() => {
      throw new Error("a thread ended before it had judged its stacks");
    });
    // Of those that have nothing to do, nobody waits for the end.
    this.ended.catch(() => undefined);
    // It keeps the process alive only while something is expected of it.
    this.worker.unref();
  }

  /** @throws whatever was thrown there. */
  async judge(share: Share): Promise<Judgement[]> {
    this.worker.ref();
    const answered = once(this.worker, "message");
    this.worker.postMessage(share);
    const [judgements]: Judgement[][] = await Promise.race([answered, this.ended]);
    this.worker.unref();
    return judgements ?? [];
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

/** What such a thread does: see `main`. */
export function serveShares(): void {
  const files = SettingsFiles.in(String(workerData));
  const rules = allRules();
  const port = parentPort;
  port?.on("message", async (share: Share) => {
    // A program that waits for itself ends the thread, rather than leave others waiting for it.
    port.unref();
    const judgements = await judgementsOf(share, files, rules);
    port.ref();
    port.postMessage(judgements);
  });
}
