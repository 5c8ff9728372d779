import { Home } from "./home";

test("home and port come from the environment, and have defaults", () => {
  expect(Home.of({})).toMatchObject({ firstPort: 7400, directory: expect.stringMatching(/\.lakestage$/) });
  expect(Home.of({ LAKESTAGE_HOME: "/tmp/elsewhere", LAKESTAGE_PORT: "7500" })).toMatchObject({
    firstPort: 7500,
    directory: "/tmp/elsewhere",
  });
});

test.each(["80", "x", "70000", "7400.5"])("LAKESTAGE_PORT=%s is refused", (port) => {
  expect(() => Home.of({ LAKESTAGE_PORT: port })).toThrow(`LAKESTAGE_PORT is "${port}"`);
});
