import { proportionalMemory } from "../measure/process-memory";
import { ProcessorTimes } from "../measure/processor-time";

/** Who works for a job: the control plane's own process, Spark's, and those of tasks with what they are forked from. */
export const JOB_PARTS = ["control plane", "Spark", "Python"] as const;
export type JobPart = (typeof JOB_PARTS)[number];
export type OfParts = Record<JobPart, number>;

const SAMPLE_EVERY = 500;
/** Looking at the memory takes milliseconds. */
const MEMORY_EVERY = 4;

function partOf(commandLine: string): JobPart | undefined {
  if (commandLine.includes("lakestage.dataserver.Server")) return "Spark";
  return commandLine.includes("preloaded_parent.py") ? "Python" : undefined;
}

/** Watches the processes of a control plane, from its making until it is stopped. */
export class JobProcesses {
  private readonly times = new ProcessorTimes<JobPart>("control plane", partOf);
  private readonly samples: { at: number; seconds: OfParts }[] = [];
  private readonly timer: NodeJS.Timeout;
  private looked = 0;
  /** The most that all held at once, in bytes; undefined where the system does not tell. */
  peakMemory: number | undefined;

  /** @param pid the control plane's. */
  constructor(private readonly pid: number) {
    this.timer = setInterval(() => this.sample(), SAMPLE_EVERY);
    this.sample();
  }

  stop(): void {
    clearInterval(this.timer);
    this.sample();
  }

  /** Processor seconds between two times, in milliseconds since 1970; undefined where the system does not tell. */
  between(from: number, to: number): OfParts | undefined {
    const [before, after] = [this.at(from), this.at(to)];
    if (!before || !after) return undefined;
    const used = (part: JobPart): number => Math.max(0, after[part] - before[part]);
    return { "control plane": used("control plane"), Spark: used("Spark"), Python: used("Python") };
  }

  /** What had been used at the sample that is next to that time. */
  private at(time: number): OfParts | undefined {
    const distance = ({ at }: { at: number }): number => Math.abs(at - time);
    return this.samples.reduce<(typeof this.samples)[number] | undefined>(
      (nearest, sample) => (nearest && distance(nearest) <= distance(sample) ? nearest : sample),
      undefined,
    )?.seconds;
  }

  private sample(): void {
    this.times.sample(this.pid);
    const used = (part: JobPart): number | undefined => this.times.seconds(part);
    const [controlPlane, spark, python] = JOB_PARTS.map(used);
    if (controlPlane === undefined || spark === undefined || python === undefined) return;
    this.samples.push({ at: Date.now(), seconds: { "control plane": controlPlane, Spark: spark, Python: python } });
    if (this.looked++ % MEMORY_EVERY > 0) return;
    const memory = proportionalMemory(this.pid);
    if (memory !== undefined) this.peakMemory = Math.max(this.peakMemory ?? 0, memory);
  }
}
