import { once } from "node:events";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import type { IncomingRequest, OutgoingResponse } from "./call";
import { type Answering, Listener } from "./listener";

const LIMIT = 1000;

describe("Listener", () => {
  let listener: Listener;
  let seen: IncomingRequest[];
  let answer: OutgoingResponse;
  let limit: number | undefined;

  beforeEach(async () => {
    seen = [];
    limit = LIMIT;
    answer = { status: 200, headers: { "x-made-by": "test" }, body: "{}" };
    const answering: Answering = {
      bodyLimit: () => limit,
      handle: async (request) => {
        seen.push(request);
        return answer;
      },
    };
    listener = await Listener.open(0, "a test", answering);
  });
  afterEach(() => listener.close());

  const address = (): string => `http://127.0.0.1:${listener.port}`;

  /** A request whose body is sent as the test likes. */
  const open = (method: string, headers: Record<string, string | number>, path = "/x"): ClientRequest =>
    httpRequest({ host: "127.0.0.1", port: listener.port, method, path, headers });

  const answerTo = async (client: ClientRequest): Promise<{ response: IncomingMessage; text: string }> => {
    const [response] = (await once(client, "response")) as [IncomingMessage];
    let text = "";
    for await (const chunk of response) text += String(chunk);
    return { response, text };
  };

  /** What comes back for bytes that no client library would send. */
  const raw = async (bytes: string): Promise<string> => {
    const socket = connect(listener.port, "127.0.0.1");
    socket.end(bytes);
    let text = "";
    for await (const chunk of socket) text += String(chunk);
    return text;
  };

  test("hands over the method, address, headers and body, and sends what it is given", async () => {
    const response = await fetch(`${address()}/a%20b/../c?q=1&q=2`, {
      method: "PATCH",
      headers: { authorization: "Bearer x" },
      body: "é",
    });
    expect(seen).toMatchObject([{ method: "PATCH", headers: { authorization: "Bearer x" }, body: Buffer.from("é") }]);
    expect([response.status, response.headers.get("x-made-by"), response.headers.get("content-type")]).toEqual([
      200,
      "test",
      "application/json",
    ]);
    expect([response.headers.get("content-length"), await response.text()]).toEqual(["2", "{}"]);
  });

  test("sends bytes as they are, and another content type where one is given", async () => {
    answer = { status: 200, headers: { "content-type": "text/plain" }, body: new Uint8Array([0, 255]) };
    const response = await fetch(address());
    expect(response.headers.get("content-type")).toBe("text/plain");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0, 255]));
  });

  test("puts a body together that comes in pieces", async () => {
    const client = open("POST", { "transfer-encoding": "chunked" });
    client.write("one ", () => client.end("two"));
    await answerTo(client);
    expect(seen.map(({ body }) => body.toString())).toEqual(["one two"]);
  });

  test("ignores what a GET carries", async () => {
    const client = open("GET", { "content-length": 3 });
    client.end("abc");
    expect((await answerTo(client)).text).toBe("{}");
    expect(seen.map(({ body }) => body.length)).toEqual([0]);
  });

  test.each([
    ["says so", { "content-length": LIMIT + 1 }],
    ["comes in pieces", { "transfer-encoding": "chunked" }],
  ])("refuses a body that is too large and %s, and goes on with the connection's next request", async (_, headers) => {
    const client = open("POST", { ...headers, connection: "keep-alive" });
    client.write("x".repeat(LIMIT));
    client.end("x");
    const { response, text } = await answerTo(client);
    expect([response.statusCode, response.headers["content-type"]]).toEqual([413, "application/json"]);
    expect(JSON.parse(text)).toEqual({
      error_code: "REQUEST_ENTITY_TOO_LARGE",
      message: `The body of this request may have at most ${LIMIT} bytes.`,
    });
    expect(seen).toEqual([]);
    expect((await fetch(address(), { method: "POST", body: "x".repeat(LIMIT) })).status).toBe(200);
  });

  test("does not wait for a body that is refused whatever it is, nor keeps any of it", async () => {
    limit = undefined;
    answer = { status: 401, headers: {}, body: "{}" };
    const client = open("POST", { "content-length": 1_000_000_000 });
    client.on("error", () => {});
    client.write("x".repeat(100_000));
    expect((await answerTo(client)).response.statusCode).toBe(401);
    expect(seen.map(({ body }) => body.length)).toEqual([0]);
    client.destroy();
  });

  test("answers in JSON when what answers fails", async () => {
    await listener.close();
    const handle = (): never => {
      throw new Error("broken");
    };
    listener = await Listener.open(0, "a test", { bodyLimit: () => LIMIT, handle: async () => handle() });
    const printed = jest.spyOn(console, "error").mockImplementation();
    const response = await fetch(address());
    printed.mockRestore();
    expect([response.status, await response.json()]).toMatchObject([500, { error_code: "INTERNAL_ERROR" }]);
  });

  test("answers a HEAD with headers only, the length among them where it is given", async () => {
    expect((await answerTo(open("HEAD", {}).end())).response.headers["content-length"]).toBeUndefined();
    answer = { status: 200, headers: { "content-length": "5" }, body: "{}" };
    const { response, text } = await answerTo(open("HEAD", {}).end());
    expect([response.statusCode, response.headers["content-length"], text]).toEqual([200, "5", ""]);
    expect(seen.map(({ method }) => method)).toEqual(["HEAD", "HEAD"]);
  });

  test("answers 204 without a body", async () => {
    answer = { status: 204, headers: {}, body: "" };
    const { response, text } = await answerTo(open("DELETE", {}).end());
    expect([response.statusCode, response.headers["content-length"], text]).toEqual([204, undefined, ""]);
    expect(response.headers["transfer-encoding"]).toBeUndefined();
  });

  test("drops the connection when it is told to", async () => {
    answer = "drop";
    await expect(fetch(address())).rejects.toThrow("fetch failed");
  });

  test("outlives a client that goes away in the middle of its body", async () => {
    const client = open("POST", { "content-length": 10 });
    client.on("error", () => {});
    client.write("half", () => client.destroy());
    await new Promise((resolve) => client.on("close", resolve));
    expect((await fetch(address())).status).toBe(200);
    expect(seen.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("outlives a client that goes away before it is answered", async () => {
    const client = open("GET", {});
    client.on("error", () => {});
    client.end(() => client.destroy());
    await new Promise((resolve) => client.on("close", resolve));
    expect((await fetch(address())).status).toBe(200);
  });

  test.each([
    ["without a host", "GET / HTTP/1.1\r\nconnection: close\r\n\r\n"],
    ["for a host that is none", "GET / HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n"],
    ["that is not HTTP", "nonsense\r\n\r\n"],
  ])("refuses a request %s", async (_, bytes) => {
    expect(await raw(bytes)).toMatch(/^HTTP\/1.1 400 /);
    expect(seen).toEqual([]);
  });
});
