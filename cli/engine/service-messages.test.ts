import { type Diagnostic, mayPass, plainMessage } from "./service-messages";

test.each([
  "cannot create catalog: PERMISSION_DENIED: no",
  "sdk-v2/provider2.go:571: sdk.helper_schema: cannot create catalog: PERMISSION_DENIED: no: provider=databricks@1.110.0",
  "1 error occurred:\n\t* cannot create catalog: PERMISSION_DENIED: no\n\n",
])("the service's words remain of %j", (message) => {
  expect(plainMessage(message)).toBe("cannot create catalog: PERMISSION_DENIED: no");
});

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
