import { callbackAddress } from "./retraining-callback";

test("the address is the trigger's without its path, in the version that triggers know, with its signature", () => {
  const basePath = "https://logic.example/workflows/w/triggers/alert/paths/invoke";
  const queries = { apiVersion: "2019-05-01", sp: "/triggers/alert/run", sv: "1.0", sig: "s+g" };
  expect(callbackAddress({ basePath, queries })).toBe(
    `${basePath}?api-version=2016-06-01&sp=%2Ftriggers%2Falert%2Frun&sv=1.0&sig=s%2Bg`,
  );
});
