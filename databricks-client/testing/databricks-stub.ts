import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A body; a number for an answer with that status and none; text as it is; a refusal in a host's words; a list of such, one
 * for each request; or what makes one of what was sent.
 */
export type Answer = OneAnswer | OneAnswer[] | ((sent: unknown) => OneAnswer);

type OneAnswer = object | number | string | Refused;

/** A host's refusal, in its words. */
export class Refused {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly message: string,
  ) {}
}

/** The token that the stub takes. */
export const STUB_TOKEN = "secret-token";

/**
 * A Databricks host on loopback that answers what a test says, and 404 to everything else. An answer's key is the path, with
 * the query or without, after the method where it is for that alone: `POST /api/2.2/jobs/run-now`.
 */
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
    const sent: unknown = change === "" ? undefined : JSON.parse(change);
    if (sent !== undefined) this.changes.push(sent);
    if (headers.authorization !== `Bearer ${STUB_TOKEN}`) return { status: 401, body: "{}" };
    const answer = this.next(method ?? "GET", url, sent);
    if (typeof answer === "number") return { status: answer, body: "{}" };
    if (answer instanceof Refused) {
      const { code, message, status } = answer;
      return { status, body: JSON.stringify({ error_code: code, message }) };
    }
    return { status: 200, body: typeof answer === "string" ? answer : JSON.stringify(answer) };
  }

  private next(method: string, url: string, sent: unknown): OneAnswer {
    const path = url.split("?")[0] ?? "";
    const key = [`${method} ${url}`, `${method} ${path}`, url, path].find((each) => this.answers[each] !== undefined);
    const found = key === undefined ? undefined : this.answers[key];
    if (typeof found === "function") return found(sent);
    return (Array.isArray(found) ? found.shift() : found) ?? 404;
  }
}
