import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "./catalogue";
import { coveragePage } from "./coverage";
import { services } from "./services/services";

test("every behaviour is for an operation that the catalogue has", () => {
  const unknown = Object.keys(services.service).filter((id) => !catalogue().hasOperation(id));
  expect(unknown).toEqual([]);
});

test("the committed coverage page is what the sandbox has", () => {
  const committed = readFileSync(join(__dirname, "..", "docs", "reference", "coverage.md"), "utf8");
  expect(committed).toBe(coveragePage());
});
