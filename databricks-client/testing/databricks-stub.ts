import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A body; a number for an answer with that status and none; text as it is; or a list of such, one for each request. */
export type Answer = OneAnswer | OneAnswer[];

type OneAnswer = object | number | string;

/** The token that the stub takes. */
export const STUB_TOKEN = "secret-token";

/** A Databricks host on loopback that answers what a test says, by path and query, and 404 to everything else. */
export class DatabricksStub {
  /** What was asked for; with its method before it where that is not GET. */
  readonly asked: string[] = [];
  /** What was sent to be changed. */
  readonly changes: unknown[] = [];
  private readonly server: Server;

  private constructor(private readonly answers: Readonly<Record<string, Answer>>) {
    this.server = createServer(async (request, response) => {
      const { body, status } = await this.answerTo(request);
      response.writeHead(status, { "content-type": "application/json" }).end(body);
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

  private async answerTo(request: IncomingMessage): Promise<{ status: number; body: string }> {
    const { headers, method, url = "" } = request;
    this.asked.push(method === "GET" ? url : `${method} ${url}`);
    let change = "";
    for await (const chunk of request) change += chunk;
    if (change !== "") this.changes.push(JSON.parse(change));
    const found = this.answers[url] ?? this.answers[url.split("?")[0] ?? ""] ?? 404;
    const answer = Array.isArray(found) ? (found.shift() ?? 404) : found;
    if (headers.authorization !== `Bearer ${STUB_TOKEN}`) return { status: 401, body: "{}" };
    if (typeof answer === "number") return { status: answer, body: "{}" };
    return { status: 200, body: typeof answer === "string" ? answer : JSON.stringify(answer) };
  }
}
