import { familyOf, parentOf, processesAreVisible, readProcess, STAT, statOf } from "./process-table";

/** The kernel's unit in `/proc`, the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Processor seconds that a process has used so far; undefined where the system does not tell. */
export function processorSeconds(pid: number): number | undefined {
  const fields = processesAreVisible() ? statOf(pid) : undefined;
  return fields && (Number(fields[STAT.userTicks]) + Number(fields[STAT.systemTicks])) / TICKS_PER_SECOND;
}

/**
 * Adds up what the processes of a family have used, by the part that each plays. It is told of them by samples: what a
 * process uses between the last sample and its end is not counted.
 */
export class ProcessorTimes<Part extends string> {
  private readonly seen = new Map<number, { part: Part; seconds: number }>();

  /** @param partOf the part that a command line tells of; undefined: its parent's. */
  constructor(
    private readonly rootPart: Part,
    private readonly partOf: (commandLine: string) => Part | undefined,
  ) {}

  sample(root: number): void {
    if (!processesAreVisible()) return;
    for (const pid of familyOf(root)) {
      const seconds = processorSeconds(pid);
      if (seconds !== undefined) this.seen.set(pid, { part: this.partPlayedBy(pid, root), seconds });
    }
  }

  /** Undefined where the system does not tell. */
  seconds(part: Part): number | undefined {
    if (this.seen.size === 0) return undefined;
    return [...this.seen.values()].reduce((sum, process) => (process.part === part ? sum + process.seconds : sum), 0);
  }

  /** Asked anew each time: a process has its parent's command line until it has started its own program. */
  private partPlayedBy(pid: number, root: number): Part {
    if (pid === root) return this.rootPart;
    const commandLine = (readProcess(pid, "cmdline") ?? "").replaceAll("\0", " ");
    // One that has ended, and waits to be noticed, has none any more.
    const known = commandLine === "" ? this.seen.get(pid)?.part : this.partOf(commandLine);
    return known ?? this.seen.get(parentOf(pid) ?? root)?.part ?? this.rootPart;
  }
}
