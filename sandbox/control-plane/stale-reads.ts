import type { IncomingRequest, OutgoingResponse, Plane } from "./call";

/** How many reads are remembered: enough for a deployment, bounded for a long-lived control plane. */
const MOST_ANSWERS = 1000;
/** How many characters they may have together: lists of thousands of objects are long. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

interface TextResponse extends Exclude<OutgoingResponse, "drop"> {
  body: string;
}

/** Answers a read as it was answered the time before: what a client of an eventually consistent service may see. */
export class StaleReads {
  /** The one that was remembered last comes last. */
  private readonly answers = new Map<string, TextResponse>();
  private characters = 0;

  remember(plane: Plane, incoming: IncomingRequest, response: OutgoingResponse): void {
    // What files hold is not remembered: it is long, and a client does not take it for a state that may be old.
    if (incoming.method !== "GET" || !isText(response)) return;
    const key = keyOf(plane, incoming);
    this.forget(key);
    this.answers.set(key, response);
    this.characters += response.body.length;
    for (const oldest of this.answers.keys()) {
      if (this.answers.size <= MOST_ANSWERS && this.characters <= MOST_CHARACTERS) break;
      this.forget(oldest);
    }
  }

  recall(plane: Plane, incoming: IncomingRequest): OutgoingResponse | undefined {
    return incoming.method === "GET" ? this.answers.get(keyOf(plane, incoming)) : undefined;
  }

  private forget(key: string): void {
    this.characters -= this.answers.get(key)?.body.length ?? 0;
    this.answers.delete(key);
  }
}

const isText = (response: OutgoingResponse): response is TextResponse =>
  response !== "drop" && typeof response.body === "string";

function keyOf(plane: Plane, incoming: IncomingRequest): string {
  const where = plane.kind === "workspace" ? plane.workspaceId : plane.kind;
  // The token is part of the key: what one principal saw is not shown to another.
  return `${where} ${incoming.url.pathname}${incoming.url.search} ${incoming.headers.authorization}`;
}
