import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHALLENGER, CHAMPION, PREVIOUS, VERSION_TAGS } from "./version-tags";

const registry = readFileSync(join(__dirname, "../../pipelines/src/lakestage_pipelines/registry.py"), "utf8");

/** What the pipelines call things, by the names of their constants. */
const constants = Object.fromEntries(
  [...registry.matchAll(/^ *([A-Z_]+) = "(\w+)"$/gm)].map(([, name, text]) => [name, text]),
);

test("versions have the aliases that the pipelines give them", () => {
  expect(constants).toMatchObject({ CHAMPION, CHALLENGER, PREVIOUS });
});

test.each(Object.entries(VERSION_TAGS))("the pipelines know the tag %s as %s", (name, tag) => {
  const constant = name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  expect(constants[constant]).toBe(tag);
});
