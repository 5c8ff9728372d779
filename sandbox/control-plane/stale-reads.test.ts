import type { IncomingRequest, OutgoingResponse, Plane } from "./call";
import { StaleReads } from "./stale-reads";

const plane: Plane = { kind: "account" };

const request = (path: string, method = "GET", authorization = "Bearer a"): IncomingRequest => ({
  method,
  url: new URL(path, "http://127.0.0.1"),
  headers: { authorization },
  body: Buffer.alloc(0),
});
const response = (body: string): OutgoingResponse => ({ status: 200, headers: {}, body });

describe("StaleReads", () => {
  test("answer a read as before, to whom it was answered", () => {
    const reads = new StaleReads();
    reads.remember(plane, request("/x"), response("old"));
    reads.remember(plane, request("/y", "POST"), response("made"));
    expect(reads.recall(plane, request("/x"))).toEqual(response("old"));
    expect(reads.recall(plane, request("/x", "GET", "Bearer b"))).toBeUndefined();
    expect(reads.recall({ kind: "arm" }, request("/x"))).toBeUndefined();
    expect(reads.recall(plane, request("/y", "POST"))).toBeUndefined();
  });

  test("forget the oldest of more than a thousand", () => {
    const reads = new StaleReads();
    for (let index = 0; index <= 1000; index++) reads.remember(plane, request(`/${index}`), response("x"));
    expect(reads.recall(plane, request("/0"))).toBeUndefined();
    expect(reads.recall(plane, request("/1"))).toEqual(response("x"));
  });

  test("keep no more than sixteen million characters, however few answers that are", () => {
    const reads = new StaleReads();
    const long = "x".repeat(6 * 1024 * 1024);
    for (const path of ["/1", "/2", "/3"]) reads.remember(plane, request(path), response(long));
    const known = ["/1", "/2", "/3"].map((path) => reads.recall(plane, request(path)) !== undefined);
    expect(known).toEqual([false, true, true]);
    reads.remember(plane, request("/4"), response("x".repeat(17 * 1024 * 1024)));
    reads.remember(plane, request("/5"), response("x"));
    expect(reads.recall(plane, request("/4"))).toBeUndefined();
    expect(reads.recall(plane, request("/5"))).toEqual(response("x"));
  });
});
