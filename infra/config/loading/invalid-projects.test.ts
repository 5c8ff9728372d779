import { invalidProjects } from "../../testing/invalid-projects";
import { projectWith, removeProjects } from "../../testing/project-directory";
import { describeProblems, environmentsIn, projectProblems } from "..";

const projects = invalidProjects();

afterAll(removeProjects);

const said = (files: Record<string, string>): string => {
  const directory = projectWith(files);
  return describeProblems(projectProblems(directory, environmentsIn(directory)));
};

describe("of projects with mistakes, every mistake is told once, with its place", () => {
  it.each(projects)("$mistake ($name)", ({ expected, files }) => {
    expect(`${said(files)}\n`).toBe(expected);
    expect(expected.trim()).not.toBe("");
  });
});

describe("what is told of mistakes", () => {
  it.each(projects)("names each at a line and column that the file has ($name)", ({ expected, files }) => {
    for (const [, file = "", line, column] of expected.matchAll(/^([^:\n]+):(\d+):(\d+): /gm)) {
      const text = `${files[file]}\n`.split("\n")[Number(line) - 1] ?? "";
      expect(Number(column)).toBeLessThanOrEqual(text.length + 1);
    }
  });

  it("never repeats a value that may be a secret", () => {
    for (const { expected } of projects) expect(expected).not.toMatch(/hunter2|dapi0123/);
  });
});
