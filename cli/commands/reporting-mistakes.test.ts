import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MistakesError } from "../mistakes-error";
import { reportFile } from "./report-file";
import { reportingMistakes } from "./reporting-mistakes";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lakestage-report-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe("a command that ends with mistakes", () => {
  const mistakes = new MistakesError([{ file: "Pulumi.dev.yaml", line: 3, column: 1, message: "unknown key" }]);
  let printed: string[];
  const terminal = { result: (text: string) => void printed.push(text), note() {}, interactive: false };
  const run = async (name: string, shown?: "json" | "terminal", error: Error = mistakes): Promise<string> => {
    printed = [];
    const path = join(directory, name);
    writeFileSync(path, "the last report");
    const failing = reportingMistakes(terminal, { file: reportFile(path), shown }, () => Promise.reject(error));
    await expect(failing).rejects.toThrow(error.message);
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  };

  test.each(["a.sarif", "a.xml", "a.md", "a.json", "a.txt"])("writes them to %s", async (name) => {
    const text = await run(name);
    expect(text).toContain("Pulumi.dev.yaml");
    expect(text).toContain("unknown key");
  });

  test("prints them where it prints data, and leaves them to the message elsewhere", async () => {
    await run("a.sarif", "json");
    expect(JSON.parse(printed.join(""))).toEqual({ problems: mistakes.problems });
    await run("a.sarif", "terminal");
    expect(printed).toEqual([]);
  });

  test("leaves no report of an earlier command, whatever ends it", async () => {
    expect(await run("a.sarif", undefined, new Error("no engine"))).toBe("");
  });
});
