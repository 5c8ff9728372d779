import type { IncomingMessage, Server } from "node:http";
import { serve } from "@hono/node-server";
import type { IncomingRequest, OutgoingResponse, RequestHead } from "./call";
import { PortInUseError } from "./port-in-use-error";

const LOOPBACK = "127.0.0.1";
const NOTHING = Buffer.alloc(0);

/** What Node knows of a request. */
type Incoming = Pick<IncomingMessage, "method" | "headers" | "socket">;

/** What answers at a port. */
export interface Answering {
  /** The most bytes that the body of a request may have; undefined where it is refused whatever it is, and so not read. */
  bodyLimit(request: RequestHead): number | undefined;
  handle(request: IncomingRequest): Promise<OutgoingResponse>;
}

/** One loopback port on which one API answers. */
export class Listener {
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /**
   * Opens `port` (0: any free one) on loopback only.
   * @throws PortInUseError when another process has it.
   */
  static async open(port: number, purpose: string, answering: Answering): Promise<Listener> {
    // The adapter alone: there is nothing to route, and Hono's contexts cost as much as all else that a request needs.
    const fetch = (request: Request, { incoming }: { incoming: Incoming }): Promise<Response> =>
      respond(request, incoming, answering);
    return await new Promise((resolve, reject) => {
      const server = serve({ fetch, port, hostname: LOOPBACK }, (address) =>
        resolve(new Listener(server, address.port)),
      ) as Server;
      server.on("error", (error: NodeJS.ErrnoException) => {
        reject(error.code === "EADDRINUSE" ? new PortInUseError(port, purpose) : error);
      });
    });
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    // Clients keep connections open for reuse; waiting for them would keep the process alive.
    this.server.closeAllConnections();
    await closed;
  }
}

/** The last resort: what handles requests answers its own faults. */
const FAILED: Exclude<OutgoingResponse, "drop"> = {
  status: 500,
  headers: {},
  body: JSON.stringify({ error_code: "INTERNAL_ERROR", message: "The sandbox failed on this call." }),
};

async function respond(request: Request, incoming: Incoming, answering: Answering): Promise<Response> {
  try {
    const response = await answerTo(request, incoming, answering);
    if (response !== "drop") return rendered(response, request.method);
    incoming.socket.destroy();
    return new Response(null);
  } catch (error) {
    console.error(error);
    return rendered(FAILED, request.method);
  }
}

async function answerTo(request: Request, incoming: Incoming, answering: Answering): Promise<OutgoingResponse> {
  const head: RequestHead = { method: request.method, url: new URL(request.url), headers: incoming.headers };
  const limit = hasBody(incoming) ? answering.bodyLimit(head) : undefined;
  if (limit === undefined) return await answering.handle({ ...head, body: NOTHING });
  const body = await bodyWithin(limit, request, head.headers);
  if (body === "gone") return "drop";
  return body === "too large" ? tooLarge(limit) : await answering.handle({ ...head, body });
}

/** What a GET or a HEAD carries has no meaning. */
function hasBody({ method, headers }: Incoming): boolean {
  if (method === "GET" || method === "HEAD") return false;
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

/** All that the client sends, up to `limit` bytes. */
async function bodyWithin(
  limit: number,
  request: Request,
  headers: Incoming["headers"],
): Promise<Buffer | "too large" | "gone"> {
  const declared = headers["content-length"];
  if (Number(declared ?? 0) > limit) return "too large";
  try {
    if (declared !== undefined) return Buffer.from(await request.arrayBuffer());
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of request.body ?? []) {
      size += chunk.length;
      if (size > limit) return "too large";
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, size);
  } catch {
    return "gone";
  }
}

function tooLarge(limit: number): OutgoingResponse {
  const message = `The body of this request may have at most ${limit} bytes.`;
  return { status: 413, headers: {}, body: JSON.stringify({ error_code: "REQUEST_ENTITY_TOO_LARGE", message }) };
}

function rendered({ status, headers, body }: Exclude<OutgoingResponse, "drop">, method: string): Response {
  return new Response(status === 204 || method === "HEAD" ? null : body, {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}
