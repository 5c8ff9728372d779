import type { Plane } from "./call";
import type { IncomingRequest, OutgoingResponse } from "./request-handler";

/** How many reads are remembered: enough for a deployment, bounded for a long-lived control plane. */
const MEMORY = 1000;

/** Answers a read as it was answered the time before: what a client of an eventually consistent service may see. */
export class StaleReads {
  private readonly answers = new Map<string, OutgoingResponse>();

  remember(plane: Plane, incoming: IncomingRequest, response: OutgoingResponse): void {
    // What files hold is not remembered: a thousand of them would fill the memory.
    if (incoming.method !== "GET" || (response !== "drop" && typeof response.body !== "string")) return;
    const key = keyOf(plane, incoming);
    this.answers.delete(key);
    this.answers.set(key, response);
    if (this.answers.size > MEMORY) this.answers.delete(this.answers.keys().next().value ?? key);
  }

  recall(plane: Plane, incoming: IncomingRequest): OutgoingResponse | undefined {
    return incoming.method === "GET" ? this.answers.get(keyOf(plane, incoming)) : undefined;
  }
}

function keyOf(plane: Plane, incoming: IncomingRequest): string {
  const where = plane.kind === "workspace" ? plane.workspaceId : plane.kind;
  // The token is part of the key: what one principal saw is not shown to another.
  return `${where} ${incoming.url.pathname}${incoming.url.search} ${incoming.headers.authorization}`;
}
