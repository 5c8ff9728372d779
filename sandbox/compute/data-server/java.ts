import { existsSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import { DataServerError } from "./data-server-error";

/** A Java that can run the data server. */
export interface Java {
  java: string;
  /** Absent where only the runtime is installed. */
  javac?: string;
  /** `17`. */
  major: number;
}

/** What Spark 4 asks for. */
const LEAST = 17;
/** The last that Spark 4.0 is tested with. */
const MOST = 21;
const INSTALL =
  "Install a JDK 17 or 21 (Debian: apt install openjdk-17-jdk-headless; macOS: brew install openjdk@17), or set JAVA_HOME.";

/**
 * The Java of `JAVA_HOME`, else of the PATH.
 * @throws DataServerError where there is none, or not one of the versions that Spark runs on.
 */
export async function findJava(environment: NodeJS.ProcessEnv): Promise<Java> {
  const { JAVA_HOME: home } = environment;
  const java = home ? join(home, "bin", "java") : "java";
  const { stderr, stdout, failed } = await run(java, environment);
  if (failed) throw new DataServerError("no-java", `Spark and Delta need Java, and there is none here. ${INSTALL}`);
  const version = /version "(\d+)[^"]*"/.exec(`${stderr}\n${stdout}`)?.[1];
  const major = Number(version ?? 0);
  if (major < LEAST || major > MOST) {
    throw new DataServerError(
      "old-java",
      `Spark and Delta run on Java ${LEAST} to ${MOST}; here is ${major}. ${INSTALL}`,
    );
  }
  const javac = home ? join(home, "bin", "javac") : "javac";
  const compiles = home ? existsSync(javac) : !(await run(javac, environment)).failed;
  return { java, major, ...(compiles ? { javac } : {}) };
}

/** @throws DataServerError where only the runtime is installed. */
export function compilerOf({ javac, major }: Java): string {
  if (javac) return javac;
  throw new DataServerError(
    "no-jdk",
    `Java ${major} is here without its compiler, javac, which is needed once. ${INSTALL}`,
  );
}

const run = (program: string, environment: NodeJS.ProcessEnv) =>
  execa(program, ["-version"], { reject: false, timeout: 20_000, env: environment, extendEnv: false });
