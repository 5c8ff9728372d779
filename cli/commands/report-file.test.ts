import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ExitCode } from "../exit-code";
import { reportFile, writeReportFile } from "./report-file";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lakestage-report-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test.each([
  ["report.sarif", "sarif"],
  ["out/report.xml", "junit"],
  ["report.2026.md", "markdown"],
  ["report.json", "json"],
  ["report.txt", "terminal"],
])("%s is written as %s", (path, format) => {
  expect(reportFile(path)).toEqual({ path, format });
});

test.each(["report", "report.html", ".json"])(
  "%s says nothing of its format, and is refused with what does",
  (path) => {
    expect(() => reportFile(path)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(".xml (junit)"), exitCode: ExitCode.mistake }),
    );
  },
);

test("a report makes the folders that it goes into", () => {
  const path = join(directory, "of/today/report.md");
  writeReportFile(path, "clean\n");
  expect(readFileSync(path, "utf8")).toBe("clean\n");
});

test("a report that cannot be written is a mistake that names the file, and no fault", () => {
  writeFileSync(join(directory, "of"), "");
  const path = join(directory, "of/report.md");
  expect(() => writeReportFile(path, "clean\n")).toThrow(
    expect.objectContaining({ message: expect.stringContaining(path), exitCode: ExitCode.mistake }),
  );
});
