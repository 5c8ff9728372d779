import { spawnSync } from "node:child_process";

const { status } = spawnSync("javac", ["-version"]);

/** `describe`, or where there is no JDK one that is skipped, and says so. */
export const describeWithJava: jest.Describe = status === 0 ? describe : describe.skip;

if (status !== 0) console.warn("Skipped: the data server needs a JDK (17 or 21), and there is none on the PATH.");
