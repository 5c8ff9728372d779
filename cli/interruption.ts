const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Whether the user or the system asked this command to end. */
export class Interruption {
  private asked = false;
  private readonly note = (): void => {
    this.asked = true;
  };

  /** From now on a signal ends nothing by itself: what is under way is brought to an orderly end first. */
  constructor() {
    for (const signal of SIGNALS) process.on(signal, this.note);
  }

  get requested(): boolean {
    return this.asked;
  }

  end(): void {
    for (const signal of SIGNALS) process.off(signal, this.note);
  }
}
