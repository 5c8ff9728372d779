import { isMainThread } from "node:worker_threads";
import { CommanderError } from "commander";
import { loopbackReachedDirectly } from "../sandbox/engine/proxies";
import { commandLine } from "./command-line";
import { ExitCode } from "./exit-code";
import { terminal } from "./terminal";

/**
 * The `lakestage` command. Ends the process with the exit code of what happened, once its output is written. In a worker
 * thread, which runs the same file, it does a share of what `check` does.
 * @param parameters the command line without the program.
 */
export async function main(parameters: string[]): Promise<void> {
  if (!isMainThread) {
    const { serveShares } = await import("./check/judging-thread");
    return serveShares();
  }
  outliveReaders();
  // For this process and all that it starts.
  Object.assign(process.env, loopbackReachedDirectly(process.env));
  try {
    await commandLine(terminal).parseAsync(parameters, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has said what was wrong, or printed the help that was asked for.
      process.exitCode = error.exitCode === 0 ? ExitCode.ok : ExitCode.mistake;
      return;
    }
    const { explain } = await import("./explain");
    const { message, exitCode } = explain(error);
    terminal.note(message);
    process.exitCode = exitCode;
  }
}

/**
 * Whoever reads the output may leave before its end (`lakestage --help | head -1`). That is no fault, and no reason to
 * abandon an `up` half way: the rest is said to nobody.
 */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}
