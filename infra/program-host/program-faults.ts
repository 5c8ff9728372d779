import * as pulumi from "@pulumi/pulumi";
import { isGrpcError } from "@pulumi/pulumi/errors";

/** What went wrong in one run of a program: each fault is told once, to the engine of that run. */
export class RunFaults {
  private readonly known = new Set<unknown>();
  private happened: () => void = () => {};
  private ended = false;
  /** Resolves at the first. */
  readonly first = new Promise<void>((resolve) => {
    this.happened = resolve;
  });
  /** Whether the engine was told of any. */
  any = false;

  /** @param program how messages name it. */
  constructor(private readonly program: string) {}

  /** The engine listens no more: what goes wrong from now on follows from what it was told. */
  end(): void {
    this.ended = true;
  }

  /** To be called within the run. In the words in which Pulumi's own runner tells it. */
  async tell(fault: unknown): Promise<void> {
    // One error rejects many promises, each of which arrives here.
    if (this.ended || this.known.has(fault)) return;
    this.known.add(fault);
    this.happened();
    // The engine has ended the run, and has said why.
    if (fault instanceof Error && isGrpcError(fault)) return;
    this.any = true;
    await pulumi.log.error(this.textOf(fault));
  }

  private textOf(fault: unknown): string {
    if (pulumi.RunError.isInstance(fault)) return fault.message;
    if (pulumi.ResourceError.isInstance(fault) && fault.hideStack) return fault.message;
    const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    return `Running program '${this.program}' failed with an unhandled exception:\n${text}`;
  }
}

/** The SDK's declarations leave it out: the storage of the run that the process is in at this moment. */
const { getLocalStore } = require("@pulumi/pulumi/runtime/state") as { getLocalStore(): object | undefined };

/** For so long connections that were closed are heard of. */
const AFTERMATH_MILLISECONDS = 1000;

/**
 * Finds out in whose run a fault happened that nobody caught: runs share the process, and one's fault is not another's.
 */
export class ProgramFaults {
  /** By the SDK's storage of each: another one of ours would make every promise dearer. */
  private readonly runs = new WeakMap<object, RunFaults>();

  /** To be called within a run, whose faults `faults` then tells. */
  tellBy(faults: RunFaults): void {
    const store = getLocalStore();
    if (!store) throw new Error("no run is under way");
    this.runs.set(store, faults);
  }

  watch(): void {
    process.on("uncaughtException", this.catch).on("unhandledRejection", this.catch);
  }

  /** A moment later: what a run had still asked of its engine, which is gone by now, comes back as a fault of that run. */
  unwatch(): void {
    setTimeout(this.stop, AFTERMATH_MILLISECONDS).unref();
  }

  private readonly stop = (): void => {
    process.off("uncaughtException", this.catch).off("unhandledRejection", this.catch);
  };

  private readonly catch = (fault: unknown): void => {
    const store = getLocalStore();
    const run = store && this.runs.get(store);
    if (run) return void run.tell(fault);
    // Nobody's: it ends the process, as it would if nobody were listening.
    this.stop();
    setImmediate(() => {
      throw fault;
    });
  };
}
