import { type LoggedRequest, RequestLog } from "./request-log";

const request = (path: string, operation?: string): LoggedRequest => ({
  plane: { kind: "account" },
  method: "GET",
  path,
  operation,
  status: 200,
  milliseconds: 1,
});

describe("RequestLog", () => {
  test("counts calls by operation, and by address where there is none", () => {
    const log = new RequestLog(() => {});
    for (const path of ["/users/1", "/users/2"]) log.record(request(path, "iam.Users.Get"));
    for (const path of ["/x", "/x", "/y"]) log.record(request(path));
    expect(log.callCounts()).toEqual({ "iam.Users.Get": 2, "GET /x": 2, "GET /y": 1 });
  });

  test("counts every call, and does not grow with the addresses that are made up", () => {
    const log = new RequestLog(() => {});
    for (let index = 0; index < 5000; index++) log.record(request(`/made-up/${index}`));
    for (let index = 0; index < 5000; index++) log.record(request(`/made-up/${index}`));
    const counts = log.callCounts();
    expect(Object.keys(counts).length).toBeLessThan(200);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(10_000);
    expect(counts["GET /made-up/0"]).toBe(2);
  });

  test("writes a line for each call, and that of a fault at once", () => {
    const lines: [string, boolean][] = [];
    const log = new RequestLog((line, atOnce) => lines.push([line, atOnce]));
    log.record(request("/x"));
    const reference = log.internalFault(new Error("broken"));
    expect(lines.map(([line, atOnce]) => [JSON.parse(line), atOnce])).toEqual([
      [{ plane: "account", method: "GET", path: "/x", status: 200, milliseconds: 1 }, false],
      [{ reference, stack: expect.stringContaining("broken") }, true],
    ]);
  });
});
