/** Something wrong in a file of settings, and where. */
export interface Problem {
  /** The file's name, relative to the project's directory. */
  file: string;
  /** Counted from 1; absent when the problem is the file's absence. */
  line?: number;
  column?: number;
  /** What is wrong and what to do; never a value that was read, which may be a secret. */
  message: string;
}

/** `Pulumi.dev.yaml:12:7: unknown key "natwork"; did you mean "network"?` */
const describeProblem = ({ file, line, column, message }: Problem): string =>
  `${[file, line, column].filter((part) => part !== undefined).join(":")}: ${message}`;

/** In the order of the files' lines. */
export const inOrder = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort(
    (one, other) =>
      one.file.localeCompare(other.file) ||
      (one.line ?? 0) - (other.line ?? 0) ||
      (one.column ?? 0) - (other.column ?? 0),
  );

/** All problems, one a line, in the order of the files' lines. */
export const describeProblems = (problems: readonly Problem[]): string =>
  inOrder(problems).map(describeProblem).join("\n");

export const isSamePlace = (one: Problem, other: Problem): boolean =>
  one.file === other.file && one.line === other.line && one.column === other.column;

/** Without what else is said where something is told already: that would follow from it, or be no matter. */
export const besides = (problems: readonly Problem[], told: readonly Problem[]): Problem[] =>
  problems.filter((problem) => !told.some((other) => isSamePlace(problem, other)));
