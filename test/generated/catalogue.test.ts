import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { regenerate } from "../../sandbox/catalogue/regenerate";

const hasGo = spawnSync("go", ["version"]).status === 0;

describe("the generated catalogue", () => {
  // The first run compiles the generator and may fetch the modules.
  const testWithGo = hasGo ? test : test.skip;

  testWithGo(
    `is what the pinned SDKs say, byte for byte${hasGo ? "" : " (skipped: Go is not on the PATH)"}`,
    async () => {
      for (const { path, text } of await regenerate()) {
        // Compared as a truth value: the difference of two files of a megabyte would not help anyone.
        const same = text === (await readFile(path, "utf8"));
        if (!same) throw new Error(`${path} differs from what is generated: run npm run generate, and commit it`);
      }
    },
    300_000,
  );
});
