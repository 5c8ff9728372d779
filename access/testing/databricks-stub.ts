import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A body; a number for an answer with that status and none; or a list of such, one for each request. */
export type Answer = object | number | (object | number)[];

/** A Databricks host on loopback that answers what a test says, by path and query, and 404 to everything else. */
export class DatabricksStub {
  /** What was asked for. */
  readonly asked: string[] = [];
  private readonly server: Server;

  private constructor(answers: Readonly<Record<string, Answer>>) {
    this.server = createServer(({ headers, url = "" }, response) => {
      this.asked.push(url);
      const found = answers[url] ?? answers[url.split("?")[0] ?? ""] ?? 404;
      const answer = Array.isArray(found) ? (found.shift() ?? 404) : found;
      response.statusCode =
        headers.authorization !== "Bearer secret-token" ? 401 : typeof answer === "number" ? answer : 200;
      response.end(JSON.stringify(typeof answer === "number" ? {} : answer));
    });
  }

  static async start(answers: Readonly<Record<string, Answer>>): Promise<DatabricksStub> {
    const stub = new DatabricksStub(answers);
    await new Promise<void>((resolve) => stub.server.listen(0, "127.0.0.1", resolve));
    return stub;
  }

  get host(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
