import { nextTime } from "./next-time";

const next = (expression: string, zone: string, after: string): string | undefined => {
  const found = nextTime(expression, zone, Date.parse(after));
  return found === undefined ? undefined : new Date(found).toISOString().replace(".000", "");
};

test.each([
  ["0 0 5 * * ?", "UTC", "2026-03-01T05:00:00Z", "2026-03-02T05:00:00Z"],
  ["0 0 5 * * ?", "Europe/Amsterdam", "2026-01-01T00:00:00Z", "2026-01-01T04:00:00Z"],
  ["0 0 5 * * ?", "Europe/Amsterdam", "2026-07-01T00:00:00Z", "2026-07-01T03:00:00Z"],
  ["0 0 5 * * ?", "GMT+2", "2026-01-01T00:00:00Z", "2026-01-01T03:00:00Z"],
  ["0 0 5 ? * MON", "UTC", "2026-03-01T00:00:00Z", "2026-03-02T05:00:00Z"],
  ["0 0 5 ? * 2", "UTC", "2026-03-01T00:00:00Z", "2026-03-02T05:00:00Z"],
  ["0 0 5 ? * L", "UTC", "2026-03-01T00:00:00Z", "2026-03-07T05:00:00Z"],
  ["0 0 5 L * ?", "UTC", "2026-02-01T00:00:00Z", "2026-02-28T05:00:00Z"],
  ["0 0 5 L-3 * ?", "UTC", "2026-02-01T00:00:00Z", "2026-02-25T05:00:00Z"],
  ["0 0 5 L-3W * ?", "UTC", "2026-05-01T00:00:00Z", "2026-05-28T05:00:00Z"],
  ["0 0 5 1 1 ? 2030", "UTC", "2026-02-01T00:00:00Z", "2030-01-01T05:00:00Z"],
  ["0 0 5 30 2 ?", "UTC", "2026-02-01T00:00:00Z", undefined],
])("%s in %s after %s is %s", (expression, zone, after, expected) => {
  expect(next(expression, zone, after)).toBe(expected);
});

test("a time that the clocks pass over is not lost, and one that comes twice fires once a day", () => {
  // In 2026 Amsterdam's clocks go from 2 to 3 on 29 March, and from 3 to 2 on 25 October.
  const daily = (after: string): string | undefined => next("0 30 2 * * ?", "Europe/Amsterdam", after);
  expect(daily("2026-03-28T12:00:00Z")?.slice(0, 10)).toBe("2026-03-29");
  const first = daily("2026-10-24T12:00:00Z");
  expect(first?.slice(0, 10)).toBe("2026-10-25");
  expect(daily(first ?? "")?.slice(0, 10)).toBe("2026-10-26");
});
