import type { Server } from "node:http";
import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { PortInUseError } from "./port-in-use-error";
import type { IncomingRequest, OutgoingResponse } from "./request-handler";

const LOOPBACK = "127.0.0.1";

/** What answers at a port. */
export interface Answering {
  /** The most bytes that the body of such a request may have. */
  bodyLimit(method: string, path: string): number;
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
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.use((context, next) => {
      const maxSize = answering.bodyLimit(context.req.method, new URL(context.req.url).pathname);
      return bodyLimit({ maxSize, onError: () => tooLarge(maxSize) })(context, next);
    });
    app.all("*", async (context) => {
      const response = await answering.handle({
        method: context.req.method,
        url: new URL(context.req.url),
        headers: context.env.incoming.headers,
        body: Buffer.from(await context.req.arrayBuffer()),
      });
      if (response === "drop") {
        context.env.incoming.socket.destroy();
        return context.body(null);
      }
      const { status, headers, body } = response;
      return new Response(status === 204 ? null : body, {
        status,
        headers: { "content-type": "application/json", ...headers },
      });
    });
    return await new Promise((resolve, reject) => {
      const server = serve({ fetch: app.fetch, port, hostname: LOOPBACK }, (address) =>
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

function tooLarge(limit: number): Response {
  const message = `The body of this request may have at most ${limit} bytes.`;
  return Response.json({ error_code: "REQUEST_ENTITY_TOO_LARGE", message }, { status: 413 });
}
