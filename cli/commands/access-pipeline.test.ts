import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { pipelineReach, requirePipelineOptions } from "./access-pipeline";

afterEach(() => {
  process.exitCode = undefined;
});

const refusal = (names: string[], options: Record<string, unknown>): string => {
  try {
    requirePipelineOptions(names, { format: "table", ...options });
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
  return "";
};

test("a question about a pipeline stands alone", () => {
  expect(refusal([], { pipeline: "dev" })).toBe("");
  expect(refusal([], { pipeline: "dev", preview: true, json: true })).toBe("");
  expect(refusal([], { pipeline: "dev", running: true })).toContain("leave --running out");
  expect(refusal([], { pipeline: "dev", explain: ["a", "b", "c"] })).toContain("leave --explain out");
  expect(refusal(["dev"], { pipeline: "dev" })).toContain("name none besides");
  expect(refusal([], { pipeline: "dev", format: "html" })).toContain("not as html");
});

test("without a pipeline there is nothing to preview", () => {
  expect(refusal([], { preview: true })).toContain("--pipeline");
  expect(refusal(["dev"], { running: true })).toBe("");
});

test.each(["dev", "lakestage-dev-flight-delay"])(
  "the reach of %s, and whether it leaves, is the command's end",
  async (asked) => {
    const { identity, leaves } = JSON.parse(await pipelineReach(asked, true, false));
    expect(identity).toMatchObject({ kind: "service principal", environment: "dev" });
    expect(process.exitCode).toBe(leaves ? ExitCode.refused : undefined);
  },
  60_000,
);
