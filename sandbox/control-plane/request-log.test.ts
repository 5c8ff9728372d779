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
  test("counts calls by operation, and those of none together", () => {
    const log = new RequestLog(() => {});
    for (const path of ["/users/1", "/users/2"]) log.record(request(path, "iam.Users.Get"));
    for (const path of ["/x", "/x", "/y"]) log.record(request(path));
    expect(log.callCounts()).toEqual({ "iam.Users.Get": 2, "unknown operations": 3 });
  });

  test("counts every call, and does not grow with the addresses that are made up", () => {
    const log = new RequestLog(() => {});
    for (let index = 0; index < 5000; index++) log.record(request(`/made-up/${index}`));
    for (let index = 0; index < 5000; index++) log.record(request(`/made-up/${index}`));
    const counts = log.callCounts();
    expect(counts).toEqual({ "unknown operations": 10_000 });
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
