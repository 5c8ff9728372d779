import { connect, createServer, type Server, type Socket } from "node:net";
import { DataServerError } from "./data-server-error";

/**
 * The data server's own port, open before the server is: a connection makes it start, and is passed on as it is. Who
 * connects is asked for a token by the server.
 */
export class Doorway {
  private readonly connections = new Set<Socket>();
  private lastUsed = Date.now();

  private constructor(private readonly server: Server) {}

  /** @param portBehind starts what is behind, and says where that listens. @throws DataServerError `port-in-use`. */
  static async open(port: number, portBehind: () => Promise<number>, log: (line: string) => void): Promise<Doorway> {
    const server = createServer({ pauseOnConnect: true });
    const doorway = new Doorway(server);
    server.on("connection", (socket) => void doorway.pass(socket, portBehind, log));
    await new Promise<void>((resolve, reject) => {
      server.once("error", (error: NodeJS.ErrnoException) => {
        const why = error.code === "EADDRINUSE" ? "is in use by another program" : `cannot be opened (${error.code})`;
        const message =
          `Port ${port}, which the sandbox needs for Spark Connect, ${why}. ` +
          "Stop that program, or choose another first port with LAKESTAGE_PORT (for example LAKESTAGE_PORT=7500).";
        reject(new DataServerError("port-in-use", message));
      });
      server.listen(port, "127.0.0.1", resolve);
    });
    return doorway;
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  /** Since when nobody has been connected, in milliseconds since 1970; undefined while somebody is. */
  get idleSince(): number | undefined {
    return this.connections.size === 0 ? this.lastUsed : undefined;
  }

  async close(): Promise<void> {
    for (const socket of this.connections) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async pass(from: Socket, portBehind: () => Promise<number>, log: (line: string) => void): Promise<void> {
    this.connections.add(from);
    from.on("error", () => from.destroy());
    from.once("close", () => {
      this.connections.delete(from);
      this.lastUsed = Date.now();
    });
    try {
      const to = connect(await portBehind(), "127.0.0.1");
      to.on("error", () => from.destroy());
      to.once("close", () => from.destroy());
      from.once("close", () => to.destroy());
      to.setNoDelay(true);
      from.setNoDelay(true);
      from.pipe(to);
      to.pipe(from);
    } catch (error) {
      log(error instanceof Error ? error.message : String(error));
      from.destroy();
    }
  }
}
