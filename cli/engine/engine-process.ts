import { createInterface } from "node:readline";
import execa from "execa";
import { type EngineEvent, readEngineEvent } from "./engine-event";

/** How to run the engine for a target: which program, in which folder, with what environment. */
export interface EngineContext {
  /** Path of `pulumi`. */
  pulumi: string;
  /** The folder of `Pulumi.yaml`. */
  directory: string;
  /** Set in addition to what this process has. */
  environment: Record<string, string>;
  watch: EngineWatch;
}

/** The same for what changes no stack. */
export type AskedEngine = Omit<EngineContext, "watch">;

/** Told about every engine process that changes stacks, so that none is lost when this process is killed. */
export interface EngineWatch {
  engineStarted(pid: number): void;
  engineEnded(pid: number): void;
}

export interface EngineRun {
  succeeded: boolean;
  /** What the engine said outside its event stream. */
  messages: string;
}

/** Keeps the end of what a failing engine says; its last words are what matter. */
const KEPT_CHARACTERS = 20_000;

/** Runs the engine with `--json`, handing on each event as it comes. */
export async function runEngine(
  context: EngineContext,
  parameters: string[],
  onEvent: (event: EngineEvent) => void,
): Promise<EngineRun> {
  const child = execa(context.pulumi, [...parameters, "--json", "--non-interactive", "--color", "never"], {
    cwd: context.directory,
    env: {
      ...context.environment,
      PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true",
      // Where the policy pack finds the settings: it runs in a folder of its own.
      LAKESTAGE_PROJECT: context.directory,
    },
    buffer: false,
    reject: false,
    stdin: "ignore",
    // An interrupt in the terminal reaches the engine directly, as it does this process: passing it on would be a
    // second one, at which the engine abandons what is under way. A session of its own leaves that to `stop` below.
    detached: true,
  });
  if (child.pid !== undefined) context.watch.engineStarted(child.pid);
  let messages = "";
  const keep = (text: string): void => {
    messages = `${messages}${text}`.slice(-KEPT_CHARACTERS);
  };
  child.stderr?.on("data", (chunk) => keep(String(chunk)));
  const lines = child.stdout ? createInterface({ input: child.stdout }) : [];
  const stop = (): void => void child.kill("SIGINT");
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    for await (const line of lines) {
      const event = readEngineEvent(line);
      if (event) onEvent(event);
      else if (!line.startsWith("{")) keep(`${line}\n`);
    }
    const { exitCode, failed } = await child;
    return { succeeded: !failed && exitCode === 0, messages: messages.trim() };
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    if (child.pid !== undefined) context.watch.engineEnded(child.pid);
  }
}

/** Runs one of the engine's short commands and returns what it prints. */
export async function askEngine(context: AskedEngine, parameters: string[], input?: string): Promise<EngineAnswer> {
  const { stdout, stderr, exitCode } = await execa(
    context.pulumi,
    [...parameters, "--non-interactive", "--color", "never"],
    {
      cwd: context.directory,
      env: context.environment,
      reject: false,
      ...(input === undefined ? { stdin: "ignore" } : { input }),
    },
  );
  return { succeeded: exitCode === 0, output: stdout, messages: stderr };
}

interface EngineAnswer {
  succeeded: boolean;
  output: string;
  messages: string;
}
