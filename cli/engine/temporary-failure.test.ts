import type { Diagnostic } from "./stack-progress";
import { mayPass } from "./temporary-failure";

const error = (message: string): Diagnostic => ({ severity: "error", message });

test.each([
  "cannot create job: The service is temporarily unavailable. Please try again later.",
  'cannot create grants: Patch "https://adb.example/api/2.1": EOF',
  "cannot read cluster policy: Too many requests",
  "cannot create schema: Internal error",
])("%s: may pass", (message) => {
  expect(mayPass([error(message)])).toBe(true);
});

test("a refusal does not pass, whatever else failed with it", () => {
  expect(
    mayPass([error("connection reset by peer"), error("User does not have CREATE_SCHEMA on Catalog 'dev'.")]),
  ).toBe(false);
});

test("warnings decide nothing", () => {
  expect(mayPass([{ severity: "warning", message: "connection reset" }])).toBe(false);
  expect(mayPass([error("EOF"), { severity: "warning", message: "deprecated" }])).toBe(true);
});
