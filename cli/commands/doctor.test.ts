import { describeFinding } from "./doctor";

test("what is missing stands out, with what to do on a line of its own", () => {
  expect(
    describeFinding({ what: "engine", state: "missing", found: "there is none to use", todo: "Install Go." }),
  ).toBe("! engine: there is none to use\n  Install Go.");
  expect(describeFinding({ what: "Go", state: "good", found: "1.26.8" })).toBe("+ Go: 1.26.8");
});

test("each way to the engine has a line, with what was found of it", () => {
  const ways = [
    { way: "path", state: "passed-over", because: "pulumi is not on the PATH" },
    { way: "download", state: "tried", because: "https://get.pulumi.com/releases" },
  ] as const;
  expect(describeFinding({ what: "engine", state: "good", found: "pulumi will be downloaded", ways })).toBe(
    "+ engine: pulumi will be downloaded\n" +
      "  installed, not possible: pulumi is not on the PATH\n" +
      "  official download, will be tried: https://get.pulumi.com/releases",
  );
});
