import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { databricksRelease, pulumiRelease, type Release } from "../download/releases";
import { archiveOf } from "./archive";

/** How a request for a file goes wrong. */
export type Mishap = (response: ServerResponse, file: Buffer, request: IncomingMessage) => void;

/** A stand-in for where Pulumi publishes its releases, on loopback, with tiny programs in the archives. */
export class ReleaseServer {
  /** What is published, by path. */
  readonly files = new Map<string, Buffer>();
  /** What happens to the next requests of a path, in turn; after them it is answered. */
  readonly mishaps = new Map<string, Mishap[]>();
  /** Method, path and range of each request. */
  readonly requests: string[] = [];
  /** Of the last request. */
  authorization: string | undefined;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ReleaseServer> {
    const server = createServer();
    const releases = new ReleaseServer(server);
    server.on("request", (request, response) => releases.answer(request, response));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    releases.publish(PULUMI, [{ path: "pulumi/pulumi", content: saying(PULUMI) }, ...BESIDE]);
    releases.publish(DATABRICKS, [{ path: DATABRICKS.program.name, content: saying(DATABRICKS) }, { path: "LICENSE" }]);
    return releases;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Publishes an archive, with its checksum; by default as that of this release is published. */
  publish(release: Release, entries: Parameters<typeof archiveOf>[0], algorithm = ALGORITHMS.get(release)): void {
    this.publishBytes(release, archiveOf(entries), algorithm);
  }

  publishBytes({ archive, checksums }: Release, bytes: Buffer, algorithm = "sha256"): void {
    this.files.set(archive, bytes);
    const digest = createHash(algorithm).update(bytes).digest("hex");
    this.files.set(checksums, Buffer.from(`${digest}  ./${basename(archive)}\n`));
  }

  happen(path: string, ...mishaps: Mishap[]): void {
    this.mishaps.set(path, mishaps);
  }

  requestsOf(path: string): string[] {
    return this.requests.filter((request) => request.includes(path));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? "").slice(1);
    const { range, authorization } = request.headers;
    this.requests.push([request.method, path, range].filter(Boolean).join(" "));
    this.authorization = authorization;
    const file = this.files.get(path);
    const mishap = this.mishaps.get(path)?.shift();
    if (mishap) mishap(response, file ?? Buffer.alloc(0), request);
    else if (file) serve(response, file, request);
    else response.writeHead(404).end("there is no such file");
  }
}

/** Answers with the file, or with the rest of it where that is asked for and it is still the same. */
export function serve(response: ServerResponse, file: Buffer, request: IncomingMessage): void {
  const etag = `"${createHash("md5").update(file).digest("hex")}"`;
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1]);
  if (Number.isNaN(start) || request.headers["if-range"] !== etag) {
    response.writeHead(200, { etag, "content-length": file.length, "content-type": "application/gzip" }).end(file);
    return;
  }
  const range = `bytes ${start}-${file.length - 1}/${file.length}`;
  response.writeHead(206, { etag, "content-range": range, "content-length": file.length - start });
  response.end(file.subarray(start));
}

/** Sends so many bytes of what is asked for, then closes the connection. */
export const breakAfter =
  (bytes: number): Mishap =>
  (response, file, request) => {
    const whole = response.end.bind(response);
    response.end = ((data: Buffer) => {
      response.write(data.subarray(0, bytes), () => response.destroy());
      return response;
    }) as typeof response.end;
    serve(response, file, request);
    response.end = whole;
  };

/** Sends so many bytes of what is asked for, and then nothing, for ever. */
export const stallAfter =
  (bytes: number): Mishap =>
  (response, file, request) => {
    const whole = response.end.bind(response);
    response.end = ((data: Buffer) => {
      response.write(data.subarray(0, bytes));
      return response;
    }) as typeof response.end;
    serve(response, file, request);
    response.end = whole;
  };

export const status =
  (code: number): Mishap =>
  (response) =>
    void response.writeHead(code).end();

/** What a network says to those who have not signed in yet. */
export const signIn: Mishap = (response) => {
  response
    .writeHead(200, { "content-type": "text/html; charset=utf-8" })
    .end("<html>Welcome to our guests' network</html>");
};

export const redirectTo =
  (location: string): Mishap =>
  (response) =>
    void response.writeHead(302, { location }).end();

function published(release: Release | undefined): Release {
  if (release === undefined) throw new Error("nothing is published for this platform");
  return release;
}

export const PULUMI = published(pulumiRelease(process.platform, process.arch));
export const DATABRICKS = published(databricksRelease(process.platform, process.arch));

/** As their publisher does it. */
const ALGORITHMS = new Map([
  [PULUMI, "sha256"],
  [DATABRICKS, "sha1"],
]);

/** Not a single byte repeats itself for long: a part of it is told from another. */
const FILLING = Array.from({ length: 2_000 }, (_, number) => createHash("md5").update(String(number)).digest("hex"));

const saying = ({ program }: Release): string => `#!/bin/sh\necho "v${program.version}"\n# ${FILLING.join("\n# ")}\n`;

const BESIDE = [
  { path: "pulumi/pulumi-language-nodejs", content: "#!/bin/sh\n" },
  { path: "pulumi/pulumi-language-python", content: "#!/bin/sh\n" },
];
