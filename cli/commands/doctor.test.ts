import { describeFinding } from "./doctor";

test("what is missing stands out, with what to do on a line of its own", () => {
  expect(
    describeFinding({ what: "engine", state: "missing", found: "there is none to use", todo: "Install Go." }),
  ).toBe("! engine: there is none to use\n  Install Go.");
  expect(describeFinding({ what: "Go", state: "good", found: "1.26.8" })).toBe("+ Go: 1.26.8");
});
