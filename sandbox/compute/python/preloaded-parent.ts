import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { isAlive } from "../../lifecycle/processes";

const PROGRAM = join(__dirname, "processes", "preloaded_parent.py");

/** What takes seconds to import and most tasks need. What an environment does not have is left out. */
const PRELOADED = [
  "numpy",
  "pandas",
  "pyarrow",
  "scipy.stats",
  "sklearn.compose",
  "sklearn.datasets",
  "sklearn.dummy",
  "sklearn.ensemble",
  "sklearn.inspection",
  "sklearn.linear_model",
  "sklearn.model_selection",
  "sklearn.pipeline",
  "databricks.sdk",
  "mlflow",
  "mlflow.pyfunc",
  "mlflow.sklearn",
  "skops.io",
  "optuna",
  // Also looks for the machine's fonts, which takes seconds where nothing of that is kept: a task's home is a new one.
  "matplotlib.figure",
  "deltalake",
  "pydantic",
  "pyspark.sql.connect.session",
  "pyspark.sql.connect.functions",
];
const ENDS_WITHIN = 8_000;
/** Beyond its grace, what stands over a task has this time to end it: the task may have stopped it. */
const KILLS_WITHIN = 3_000;

const outcomeSchema = z.object({
  exit: z.number().nullable().default(null),
  signal: z.number().nullable().default(null),
  reason: z.enum(["stopped", "memory"]).nullable().default(null),
  peak_memory: z.number().default(0),
  output_bytes: z.number().default(0),
  /** Why some of its output could not be kept. */
  output_lost_to: z.string().nullable().default(null),
  left_behind: z.number().default(0),
  /** How the supervisor itself ended, where something killed it. */
  lost: z.number().optional(),
});
const messageSchema = z.union([
  z.object({ started: z.string(), pid: z.number() }),
  z.object({ ended: z.string(), outcome: outcomeSchema }),
  z.object({ ready: z.array(z.string()) }),
]);

/** How a process ended, as its supervisor saw it. */
export type ProcessOutcome = z.infer<typeof outcomeSchema>;

/** What a process is told; see `processes/`. */
export interface ProcessSpecification {
  id: string;
  code: object;
  /** Folders in which modules are looked for first. */
  path: string[];
  cwd: string;
  environment: Record<string, string>;
  output: string;
  output_bytes: number;
  result: string;
  memory_bytes: number;
  grace_seconds: number;
}

/** Hears of one process. */
export interface ProcessListener {
  started(pid: number): void;
  ended(outcome: ProcessOutcome): void;
}

/** The process that forks an environment's tasks. It ends when this process does, with every task. */
export class PreloadedParent {
  private readonly process: ChildProcess;
  private readonly listeners = new Map<string, ProcessListener>();
  /** Seconds that each task has for its end. */
  private readonly graces = new Map<string, number>();
  /** What stands over each. */
  private readonly standing = new Map<string, number>();
  /** What it is told once it has imported everything: it hears nothing before. */
  private readonly waiting = new Map<string, ProcessSpecification>();
  private isReady = false;
  private readonly over: Promise<void>;
  /** Whether it can be asked to start another task. */
  alive = true;

  /** @param folder where it works, and what it takes for its home. */
  constructor(python: string, folder: string, log: (line: string) => void) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.process = spawn(python, ["-B", PROGRAM, ...PRELOADED], {
      cwd: folder,
      // Nothing of this process's environment.
      env: {
        PATH: "/usr/local/bin:/usr/bin:/bin",
        HOME: folder,
        TMPDIR: folder,
        LANG: "C.UTF-8",
        PYTHONUTF8: "1",
        // Else threads of scikit-learn that wait for each other keep the cores busy that tasks share with Spark: where
        // there are few, fitting takes twenty times as long. Read when it is imported, so a task's own comes too late.
        OMP_WAIT_POLICY: "PASSIVE",
      },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    this.over = new Promise((resolve) => {
      const end = (): void => {
        this.alive = false;
        for (const listener of this.listeners.values()) listener.ended(outcomeSchema.parse({ lost: 1 }));
        this.listeners.clear();
        this.waiting.clear();
        this.standing.clear();
        this.graces.clear();
        resolve();
      };
      this.process.once("close", end);
      this.process.once("error", end);
    });
    // What cannot be said to one that ended is heard of as its end.
    this.process.stdin?.on("error", () => {});
    this.lines("stdout", (line) => this.hear(line));
    this.lines("stderr", log);
  }

  /** How many tasks it has. */
  get busy(): number {
    return this.listeners.size;
  }

  start(specification: ProcessSpecification, listener: ProcessListener): void {
    this.listeners.set(specification.id, listener);
    this.graces.set(specification.id, specification.grace_seconds);
    if (this.isReady) this.say({ start: specification });
    else this.waiting.set(specification.id, specification);
  }

  /** Ends a task: it may tidy up for its grace. One that has not begun ends at once. */
  stop(id: string): void {
    if (this.waiting.delete(id)) this.tellEnd(id, outcomeSchema.parse({ reason: "stopped" }));
    else this.say({ stop: id });
    const pid = this.standing.get(id);
    if (pid === undefined) return;
    const kill = (): void => {
      // Its parent sees that, and ends what it leaves. It may have ended, and not be heard of yet.
      if (this.standing.get(id) === pid && isAlive(pid)) process.kill(pid, "SIGKILL");
    };
    setTimeout(kill, (this.graces.get(id) ?? 0) * 1000 + KILLS_WITHIN).unref();
  }

  /** Ends it with all of its tasks. */
  async end(): Promise<void> {
    this.alive = false;
    this.process.stdin?.end();
    await Promise.race([this.over, pause(ENDS_WITHIN, undefined, { ref: false })]);
    this.process.kill("SIGKILL");
    await this.over;
  }

  private say(message: object): void {
    this.process.stdin?.write(`${JSON.stringify(message)}\n`);
  }

  private hear(line: string): void {
    const message = messageSchema.parse(JSON.parse(line));
    if ("started" in message) this.noteStarted(message.started, message.pid);
    if ("ended" in message) this.tellEnd(message.ended, message.outcome);
    if ("ready" in message) {
      this.isReady = true;
      for (const specification of this.waiting.values()) this.say({ start: specification });
      this.waiting.clear();
    }
  }

  private noteStarted(id: string, pid: number): void {
    this.standing.set(id, pid);
    this.listeners.get(id)?.started(pid);
  }

  private tellEnd(id: string, outcome: ProcessOutcome): void {
    const listener = this.listeners.get(id);
    this.standing.delete(id);
    this.graces.delete(id);
    this.listeners.delete(id);
    listener?.ended(outcome);
  }

  private lines(name: "stdout" | "stderr", take: (line: string) => void): void {
    const stream = this.process[name];
    if (stream) createInterface({ input: stream }).on("line", take);
  }
}
