import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { DataServerError } from "./data-server-error";
import { type Governor, Pipe } from "./pipe";

/** What the server's process is made of. */
export interface Program {
  java: string;
  /** Jars and folders of classes. */
  classPath: readonly string[];
}

export interface Surroundings {
  /** Where Azure's storage lies on this machine. */
  storageRoot: string;
  /** For files of its own, which are removed when it starts and ends. */
  scratch: string;
  log: string;
  /** Of the user's own: PATH, and where the home is. */
  environment: NodeJS.ProcessEnv;
  /** Where Python runs what users' functions do. Absent: it cannot. */
  python?: string | undefined;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** Spark on this version of Java reaches into these packages. */
const OPENED = [
  "java.base/java.lang",
  "java.base/java.lang.invoke",
  "java.base/java.lang.reflect",
  "java.base/java.io",
  "java.base/java.net",
  "java.base/java.nio",
  "java.base/java.util",
  "java.base/java.util.concurrent",
  "java.base/java.util.concurrent.atomic",
  "java.base/jdk.internal.ref",
  "java.base/sun.nio.ch",
  "java.base/sun.nio.cs",
  "java.base/sun.security.action",
  "java.base/sun.util.calendar",
];

/** The code that Java then ends with. */
const OUT_OF_MEMORY = 3;

const READY_WITHIN = 180_000;

/** The process of the data server, from its start to its end. */
export class Jvm {
  private constructor(
    private readonly child: Child,
    readonly pipe: Pipe,
    readonly port: number,
    /** Settled when the process has ended, with why if it ended itself. */
    readonly ended: Promise<string | undefined>,
  ) {}

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** @throws DataServerError when it ends, or does not listen in time. */
  static async start(program: Program, surroundings: Surroundings, govern: Governor): Promise<Jvm> {
    const { scratch, storageRoot, log } = surroundings;
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
    mkdirSync(storageRoot, { recursive: true, mode: 0o700 });
    const errors = openSync(log, "a", 0o600);
    const child: Child = spawn(
      program.java,
      [
        "-Xmx1g",
        // One for all: what is left of it after that would serve nobody. The next who asks starts another.
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        // With one compiler Java has room for 48 MB of code; Spark fills that in minutes, and then compiles nothing more.
        "-XX:ReservedCodeCacheSize=256m",
        `-Djava.io.tmpdir=${scratch}`,
        "-Dio.netty.tryReflectionSetAccessible=true",
        "-Djdk.reflect.useDirectMethodHandle=false",
        `-Dlog4j2.configurationFile=${join(__dirname, "log4j2.properties")}`,
        ...OPENED.map((each) => `--add-opens=${each}=ALL-UNNAMED`),
        "-cp",
        program.classPath.join(":"),
        "lakestage.dataserver.Server",
        storageRoot,
      ],
      { cwd: scratch, stdio: ["pipe", "pipe", errors], env: environmentOf(surroundings) },
    ) as Child;
    closeSync(errors);
    const ended = once(child, "exit").then(([code]) => {
      rmSync(scratch, { recursive: true, force: true });
      return code === OUT_OF_MEMORY ? "it was out of memory" : undefined;
    });
    let timer: NodeJS.Timeout | undefined;
    try {
      const [port, pipe] = await new Promise<[number, Pipe]>((resolve, reject) => {
        const fail = (reason: string) =>
          reject(new DataServerError("start-failed", `The data server did not start: ${reason}. Its log is ${log}`));
        child.once("error", (error) => fail(error.message));
        child.once("exit", (code, signal) => fail(`it ended with ${signal ?? `code ${code}`}`));
        timer = setTimeout(() => fail(`it did not listen within ${READY_WITHIN / 1000} s`), READY_WITHIN);
        const pipe: Pipe = new Pipe(child.stdin, child.stdout, govern, (opened) => resolve([opened, pipe]));
      });
      return new Jvm(child, pipe, port, ended);
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the process, and waits for that. What runs in it is lost. */
  async stop(): Promise<void> {
    this.pipe.close();
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 5_000);
    await this.ended;
    clearTimeout(timer);
  }
}

/** Nothing of the machine's but what Java and Python need to run. */
function environmentOf({ environment, scratch, python }: Surroundings): NodeJS.ProcessEnv {
  const { PATH, LANG, JAVA_HOME } = environment;
  return {
    PATH,
    // Or Spark asks the network for this machine's name.
    SPARK_LOCAL_IP: "127.0.0.1",
    HOME: scratch,
    TMPDIR: scratch,
    ...(LANG ? { LANG } : {}),
    ...(JAVA_HOME ? { JAVA_HOME } : {}),
    ...(python ? { PYSPARK_PYTHON: python, PYSPARK_DRIVER_PYTHON: python } : {}),
  };
}
