import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { isAlive, processState } from "../../lifecycle/processes";
import { EnvironmentError } from "./environment-error";
import { environmentOf, isMade, type Tell } from "./environments";
import { PreloadedParent, type ProcessOutcome } from "./preloaded-parent";
import { removeFolder } from "./remove-folder";

/** What `dbruntime` is taken from. */
const RUNTIME = join(__dirname, "runtime");
/** A parent without tasks ends after this time: it holds a few hundred megabytes. */
const IDLE_MILLISECONDS = 10 * 60_000;
const MEBIBYTE = 1024 * 1024;

/** A task gets half of the machine, and never more than 8 GiB. */
export const DEFAULT_LIMITS: Limits = {
  memoryBytes: Math.min(8192 * MEBIBYTE, totalmem() / 2),
  outputBytes: 5 * MEBIBYTE,
  graceSeconds: 5,
};

export interface Limits {
  /** Of the task with all that it starts, besides what it shares with its parent. */
  memoryBytes: number;
  /** How much of the end of its output is kept, at least; at most twice as much. */
  outputBytes: number;
  /** Between the signal to end and the kill. */
  graceSeconds: number;
}

/** What a task runs. */
export type PythonCode =
  | { kind: "file"; path: string; parameters: string[] }
  | { kind: "entry_point"; package: string; entry_point: string; parameters: string[] }
  /** @param root folder beyond which its `%run` does not reach. */
  | { kind: "notebook"; path: string; root: string };

export interface PythonTask {
  id: string;
  /** A folder of its own, which is made, and is the caller's to remove. Its output is in `output`. */
  folder: string;
  /** Text of the requirements file that its environment is made of. */
  requirements: string;
  code: PythonCode;
  /** Folders and wheels in which modules are looked for first. */
  path: string[];
  cwd: string;
  /** Besides PATH, HOME, TMPDIR and LANG, all that it has. */
  environment: Record<string, string>;
  /** By task key, what earlier tasks left. */
  values: Record<string, Record<string, unknown>>;
  /** What `dbutils.widgets` has. */
  parameters: Record<string, string>;
  limits?: Partial<Limits>;
}

/** How a task ended. */
export interface PythonOutcome extends ProcessOutcome {
  /** Its libraries, or its folder, could not be made: why. */
  failedSetup?: { part: "libraries" | "folder"; reason: string };
  /** The exception that ended it, in a line, and its trace. */
  error?: string;
  errorTrace?: string;
  /** What it left for later tasks. */
  values: Record<string, unknown>;
  /** What `dbutils.notebook.exit` was given. */
  exitValue?: string;
}

export interface TaskListener {
  /** Its environment has to be made, which takes minutes. */
  installing(): void;
  /** Its environment is there, and its process runs. @param process the one that stands over it. */
  started(process: StandingProcess): void;
  ended(outcome: PythonOutcome): void;
}

/** A process, and when it began: what tells it from a later one of the same id. */
export interface StandingProcess {
  pid: number;
  began: string;
}

export interface RunningTask {
  /** Ends the task with all that it started; its end is heard as any other. */
  stop(): void;
}

/** Runs tasks in processes of their own, each forked from the preloaded parent of its environment. */
export class PythonTasks {
  private readonly parents = new Map<string, PreloadedParent>();
  private readonly idle = new Map<string, NodeJS.Timeout>();
  private isEnded = false;

  /** @param folder of this sandbox, for what the parents need. */
  constructor(
    private readonly folder: string,
    private readonly tell: Tell,
  ) {}

  run(task: PythonTask, listener: TaskListener): RunningTask {
    const own = new OwnedTask(task, listener);
    void this.begin(own).catch((error: unknown) => own.failSetup(error));
    return own;
  }

  /** Ends every task, and the parents. */
  async end(): Promise<void> {
    this.isEnded = true;
    for (const timer of this.idle.values()) clearTimeout(timer);
    await Promise.all([...this.parents.values()].map((parent) => parent.end()));
  }

  private async begin(task: OwnedTask): Promise<void> {
    task.makeFolder();
    const { requirements } = task.specification;
    if (!isMade(requirements)) task.installing();
    const { python } = await environmentOf(requirements, this.tell);
    if (this.isEnded) task.stop();
    if (task.isStopped) return;
    const parent = this.parentOf(python);
    task.startIn(parent, () => this.restIfIdle(python, parent));
  }

  private parentOf(python: string): PreloadedParent {
    clearTimeout(this.idle.get(python));
    const found = this.parents.get(python);
    if (found?.alive) return found;
    const parent = new PreloadedParent(python, join(this.folder, "parent"), this.tell);
    this.parents.set(python, parent);
    return parent;
  }

  private restIfIdle(python: string, parent: PreloadedParent): void {
    if (parent.busy > 0 || this.isEnded) return;
    clearTimeout(this.idle.get(python));
    const timer = setTimeout(() => {
      if (parent.busy > 0) return;
      if (this.parents.get(python) === parent) this.parents.delete(python);
      void parent.end();
    }, IDLE_MILLISECONDS);
    this.idle.set(python, timer.unref());
  }
}

/** Ends what stands over a task that a control plane left: it sees its task's end, or takes it along. */
export function endLeftBehind({ pid, began }: StandingProcess): void {
  if (isAlive(pid, began)) process.kill(pid, "SIGKILL");
}

/** A task with its folder, from its setup to its end. */
class OwnedTask implements RunningTask {
  isStopped = false;
  private isOver = false;
  private parent: PreloadedParent | undefined;

  constructor(
    readonly specification: PythonTask,
    private readonly listener: TaskListener,
  ) {}

  stop(): void {
    this.isStopped = true;
    if (this.parent) this.parent.stop(this.specification.id);
    // Its environment may be made for minutes yet, for whoever asks next.
    else this.end({ ...NOTHING, reason: "stopped" });
  }

  makeFolder(): void {
    const { values, parameters } = this.specification;
    for (const name of ["home", "tmp"]) mkdirSync(this.file(name), { recursive: true, mode: 0o700 });
    writeFileSync(this.file("output"), "", { mode: 0o600 });
    const context = { values, parameters, leaves_values_in: this.file("values.json") };
    writeFileSync(this.file("context.json"), JSON.stringify(context), { mode: 0o600 });
  }

  startIn(parent: PreloadedParent, ended: () => void): void {
    const { id, code, cwd, path, environment, limits } = this.specification;
    const { memoryBytes, outputBytes, graceSeconds } = { ...DEFAULT_LIMITS, ...limits };
    this.parent = parent;
    parent.start(
      {
        id,
        code: { ...code, exit: this.file("exit.json") },
        cwd,
        path: [...path, RUNTIME],
        environment: {
          PATH: "/usr/local/bin:/usr/bin:/bin",
          HOME: this.file("home"),
          TMPDIR: this.file("tmp"),
          LANG: "C.UTF-8",
          LAKESTAGE_TASK_CONTEXT: this.file("context.json"),
          ...environment,
        },
        output: this.file("output"),
        output_bytes: outputBytes,
        result: this.file("result.json"),
        memory_bytes: Math.floor(memoryBytes),
        grace_seconds: graceSeconds,
      },
      {
        started: (pid) => this.listener.started({ pid, began: processState(pid)?.began ?? "" }),
        ended: (outcome) => {
          this.end(outcome);
          ended();
        },
      },
    );
  }

  installing(): void {
    this.listener.installing();
  }

  failSetup(error: unknown): void {
    const part = error instanceof EnvironmentError ? "libraries" : "folder";
    this.end({ ...NOTHING, failedSetup: { part, reason: error instanceof Error ? error.message : String(error) } });
  }

  private end(outcome: ProcessOutcome & Pick<PythonOutcome, "failedSetup">): void {
    if (this.isOver) return;
    this.isOver = true;
    const { error, error_trace: errorTrace } = this.left("result.json");
    const { result: exitValue } = this.left("exit.json");
    for (const name of ["home", "tmp"]) removeFolder(this.file(name));
    this.listener.ended({
      ...outcome,
      values: this.left("values.json"),
      ...(typeof error === "string" ? { error } : {}),
      ...(typeof errorTrace === "string" ? { errorTrace } : {}),
      ...(typeof exitValue === "string" ? { exitValue } : {}),
    });
  }

  /** What the task wrote there; nothing where it wrote none, or something else than it should. */
  private left(name: string): Record<string, unknown> {
    try {
      const parsed: unknown = JSON.parse(readFileSync(this.file(name), "utf8"));
      return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : {};
    } catch {
      return {};
    }
  }

  private file(name: string): string {
    return join(this.specification.folder, name);
  }
}

const NOTHING: ProcessOutcome = {
  exit: null,
  signal: null,
  reason: null,
  peak_memory: 0,
  output_bytes: 0,
  output_lost_to: null,
  left_behind: 0,
};
