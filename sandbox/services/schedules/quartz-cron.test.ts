import { cronProblem, isTimeZone } from "./quartz-cron";

test.each([
  "0 0 6 * * ?",
  "0 0 6 ? * MON-FRI",
  "0 0/15 * * * ?",
  "0 */5 8-18 ? * 2-6",
  "0 0 12 1/5 * ?",
  "0 0 0 L * ?",
  "0 0 0 LW * ?",
  "0 0 0 L-3 * ?",
  "0 0 0 15W * ?",
  "0 0 0 ? * 6L",
  "0 0 0 ? * fri#2",
  "0 0 22-4 ? jan,jul FRI-MON 2026-2030",
  "0 0,30 9 ? * * 2027",
  // Never fires, and Quartz does not mind.
  "0 0 0 31 2 ?",
])("'%s' is what Quartz takes", (expression) => {
  expect(cronProblem(expression)).toBeUndefined();
});

test.each([
  ["", "1 fields"],
  ["0 2 * * *", "5 fields"],
  ["0 0 6 * * ? 2027 1", "8 fields"],
  ["60 0 6 * * ?", "'60', which is not between 0 and 59, in seconds"],
  ["0 60 6 * * ?", "in minutes"],
  ["0 0 24 * * ?", "in hours"],
  ["0 0 6 0 * ?", "in day-of-month"],
  ["0 0 6 32 * ?", "in day-of-month"],
  ["0 0 6 32W * ?", "in day-of-month"],
  ["0 0 6 * 13 ?", "in month"],
  ["0 0 6 * FOO ?", "'FOO'"],
  ["0 0 6 ? * 8", "in day-of-week"],
  ["0 0 6 ? * FRI#6", "in day-of-week"],
  ["0 0 6 ? * MON 1969", "in year"],
  ["0 0/61 6 * * ?", "the step '61'"],
  ["0 0/x 6 * * ?", "the step 'X'"],
  ["0 1-2-3 6 * * ?", "'1-2-3'"],
  ["0 1,,2 6 * * ?", "an empty value"],
  ["0 ? 6 * * ?", "'?'"],
  ["0 0 6 * * *", "exactly one of day-of-month and day-of-week"],
  ["0 0 6 ? * ?", "exactly one of day-of-month and day-of-week"],
])("'%s' is refused: %s", (expression, reason) => {
  expect(cronProblem(expression)).toContain(reason);
});

test.each(["UTC", "Europe/Amsterdam", "US/Eastern", "GMT+2"])("'%s' is a time zone of Java's", (zone) => {
  expect(isTimeZone(zone)).toBe(true);
});

test.each(["utc", "europe/amsterdam", "EUROPE/AMSTERDAM", "us/eastern", "EST", "+01:00"])("'%s' is none", (zone) => {
  expect(isTimeZone(zone)).toBe(false);
});
