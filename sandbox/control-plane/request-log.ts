import { randomUUID } from "node:crypto";
import { inSources } from "../../compile/source-positions";
import type { Plane } from "./call";

export interface LoggedRequest {
  plane: Plane;
  method: string;
  path: string;
  /** The catalogue's id; absent for a path that it does not have. */
  operation: string | undefined;
  /** 0 where the connection was dropped on purpose. */
  status: number;
  milliseconds: number;
}

/** Takes a line of JSON. `atOnce`: it must not be lost, whatever happens next. */
export type LogLine = (line: string, atOnce: boolean) => void;

/** What calls are counted under whose address no API has: a client may make up any number of them. */
const UNKNOWN = "unknown operations";

/** Counts the calls and writes one line each: never a body, a query or a token. */
export class RequestLog {
  private readonly counts = new Map<string, number>();

  constructor(private readonly write: LogLine) {}

  record(request: LoggedRequest): void {
    this.count(request.operation ?? UNKNOWN);
    const plane = request.plane.kind === "workspace" ? request.plane.workspaceId : request.plane.kind;
    this.write(
      `{"plane":${JSON.stringify(plane)},"method":"${request.method}","path":${JSON.stringify(request.path)},"status":${request.status},"milliseconds":${request.milliseconds.toFixed(2)}}`,
      false,
    );
  }

  /** Writes down a failure of the control plane itself; returns the reference to show to the caller. */
  internalFault(error: unknown): string {
    const reference = randomUUID();
    const stack = error instanceof Error ? inSources(error.stack ?? error.message) : String(error);
    this.write(JSON.stringify({ reference, stack }), true);
    return reference;
  }

  private count(operation: string): void {
    this.counts.set(operation, (this.counts.get(operation) ?? 0) + 1);
  }

  /** Calls since the start, by operation. */
  callCounts(): Record<string, number> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => a.localeCompare(b)));
  }
}
