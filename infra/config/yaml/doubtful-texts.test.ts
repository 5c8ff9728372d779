import { doubtfulTexts } from "./doubtful-texts";
import { SourceFile } from "./source-file";

const saidOf = (value: string): string[] =>
  doubtfulTexts(
    new SourceFile("a.yaml", `models: { m: { hyperparameters: { x: ${value} }, y: ${value} } }\n`),
    "hyperparameters",
  ).map(({ column, line, message }) => `${line}:${column} ${message}`);

describe("a text without quotes that looks like something else", () => {
  it.each([
    ["1_000", "looks like a number"],
    ["0b11", "looks like a number"],
    ["1_0.5", "looks like a number"],
    ["yes", "write true or false"],
    ["OFF", "write true or false"],
    ["None", "take it out for the code's own default"],
    ["-inf", "take it out for the code's own default"],
  ])("is told where it stands: %s", (value, why) => {
    expect(saidOf(value)).toEqual([expect.stringMatching(`^1:38 "x" is text.*${why}`)]);
  });

  it.each(['"1_000"', "'yes'", "1000", "true", "1e-3", "adam", "2026-11-30", "1.2.3", "onward"])(
    "is none: %s",
    (value) => {
      expect(saidOf(value)).toEqual([]);
    },
  );
});
