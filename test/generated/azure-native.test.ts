import { readFileSync } from "node:fs";
import { FILES, regenerated } from "../../sandbox/azure-native/generator/regenerate";

describe("the committed declarations", () => {
  const contents = regenerated();

  test.each(["declarations", "newer"] as const)(
    "%s are what the npm package and the ARM catalogue say today",
    (name) => {
      expect(readFileSync(FILES[name], "utf8")).toBe(contents[name]);
    },
  );
});
