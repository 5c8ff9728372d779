import { randomUUID } from "node:crypto";
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

/** Counts the calls and writes one line each: never a body, a query or a token. */
export class RequestLog {
  private readonly counts = new Map<string, number>();

  /** @param write receives a line of JSON. */
  constructor(private readonly write: (line: string) => void) {}

  record(request: LoggedRequest): void {
    const operation = request.operation ?? `${request.method} ${request.path}`;
    this.counts.set(operation, (this.counts.get(operation) ?? 0) + 1);
    const plane = request.plane.kind === "workspace" ? request.plane.workspaceId : request.plane.kind;
    this.write(
      `{"plane":${JSON.stringify(plane)},"method":"${request.method}","path":${JSON.stringify(request.path)},"status":${request.status},"milliseconds":${request.milliseconds.toFixed(2)}}`,
    );
  }

  /** Writes down a failure of the control plane itself; returns the reference to show to the caller. */
  internalFault(error: unknown): string {
    const reference = randomUUID();
    const stack = error instanceof Error ? error.stack : String(error);
    this.write(JSON.stringify({ reference, stack }));
    return reference;
  }

  /** Calls since the start, by operation. */
  callCounts(): Record<string, number> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => a.localeCompare(b)));
  }
}
