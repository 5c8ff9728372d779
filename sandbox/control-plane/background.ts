import type { Call } from "./call";
import type { Clock } from "./clock";
import type { Directory } from "./directory";
import type { LogLine } from "./request-log";
import type { Store } from "./store";

/** What goes on in a control plane beside requests: jobs that run, say. It hears of changes by `store.onCommit`. */
export interface Background {
  /** Ends all that it started, and starts nothing any more. */
  stop(): Promise<void>;
}

export interface BackgroundOptions {
  store: Store;
  directory: Directory;
  clock: Clock;
  log: LogLine;
  /**
   * Does something as a principal would by calling a workspace's API, in one transaction.
   * @returns undefined where there is no such principal any more, or it may not call the workspace's API.
   */
  perform<Result>(workspaceId: number, principalId: string, work: (call: Call) => Result): Result | undefined;
}
