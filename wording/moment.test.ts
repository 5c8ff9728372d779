import { moment } from "./moment";

test("a moment names its time zone, and its month where nobody takes it for the day", () => {
  expect(moment(Date.UTC(2026, 11, 1, 11, 48, 59, 123))).toBe("2026-12-01 11:48:59 UTC");
  expect(moment("2026-12-01T12:48:59+01:00")).toBe("2026-12-01 11:48:59 UTC");
});
