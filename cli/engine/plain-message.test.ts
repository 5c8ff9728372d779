import { plainMessage } from "./plain-message";

test.each([
  "cannot create catalog: PERMISSION_DENIED: no",
  "sdk-v2/provider2.go:571: sdk.helper_schema: cannot create catalog: PERMISSION_DENIED: no: provider=databricks@1.110.0",
  "1 error occurred:\n\t* cannot create catalog: PERMISSION_DENIED: no\n\n",
])("the service's words remain of %j", (message) => {
  expect(plainMessage(message)).toBe("cannot create catalog: PERMISSION_DENIED: no");
});
