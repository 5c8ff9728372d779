import { constants } from "node:os";
import { createInterface } from "node:readline";
import execa from "execa";

export interface ChildRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly failed: boolean;
  readonly signal: string | undefined;
}

/**
 * Runs a program that starts programs of its own, all in one process group: when this process ends, whatever it ends by,
 * short of being killed, the whole group ends with it.
 */
export async function runInGroup(
  program: string,
  parameters: readonly string[],
  options: { readonly directory: string; readonly environment: NodeJS.ProcessEnv },
  onErrorLine: (line: string) => void,
): Promise<ChildRun> {
  const child = execa(program, parameters, {
    cwd: options.directory,
    env: options.environment,
    extendEnv: false,
    reject: false,
    stdin: "ignore",
    detached: true,
  });
  const endGroup = (): void => {
    if (child.pid !== undefined) killGroup(child.pid);
  };
  // Before others remove what the group writes.
  process.prependOnceListener("exit", endGroup);
  try {
    if (child.stderr) createInterface({ input: child.stderr }).on("line", onErrorLine);
    const { stdout, stderr, failed, signal } = await child;
    return { stdout: stdout ?? "", stderr: stderr ?? "", failed, signal };
  } finally {
    process.off("exit", endGroup);
  }
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, constants.signals.SIGKILL);
  } catch {
    // It has ended by itself.
  }
}
