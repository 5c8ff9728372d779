import { readFileSync } from "node:fs";
import { z } from "zod";
import { writeMistakes } from "./mistakes";
import { REPORT_FORMATS } from "./write-report";

const PROBLEMS = [
  { file: "Pulumi.prod.yaml", line: 7, column: 3, message: 'unknown key "natwork"; did you mean "network"?' },
  { file: "Pulumi.dev.yaml", message: "the file is not there" },
];

test.each(REPORT_FORMATS)("%s carries every mistake with its place", (format) => {
  const text = writeMistakes(PROBLEMS, format);
  for (const part of ["Pulumi.prod.yaml", "7", "natwork", "Pulumi.dev.yaml", "not there"]) expect(text).toContain(part);
  expect(text).toMatch(/[^\n]\n$/);
});

test("as SARIF it fits the standard's schema, and says that nothing was looked for", () => {
  const path = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  // Zod takes a relative reference for a mistake.
  const reviver = (key: string, value: unknown): unknown =>
    key === "format" && value === "uri-reference" ? undefined : value;
  const schema = z.fromJSONSchema(JSON.parse(readFileSync(path, "utf8"), reviver), { defaultTarget: "draft-4" });
  const log = JSON.parse(writeMistakes(PROBLEMS, "sarif"));
  expect(schema.safeParse(log).error).toBeUndefined();
  expect(log.runs[0].invocations).toEqual([{ executionSuccessful: false }]);
  expect(log.runs[0].results).toHaveLength(2);
});

test("as JUnit every mistake is a failure", () => {
  const text = writeMistakes(PROBLEMS, "junit");
  expect(text).toContain('tests="2" failures="2"');
  expect(text.match(/<failure /g)).toHaveLength(2);
});
