/** Something that takes long and is shown while it lasts. */
export interface ToolchainProgress {
  /** What happens, as `compiling the Pulumi CLI`. */
  readonly what: string;
  readonly state: "started" | "running" | "finished" | "failed";
  readonly elapsedSeconds: number;
  /** How long it will take from now on, as far as this machine's pace tells; undefined while nothing does. */
  readonly remainingSeconds: number | undefined;
  /** How far it is; undefined while it cannot be told. */
  readonly fraction: Fraction | undefined;
  /** What would make it unnecessary, to be said once. */
  readonly hint: string | undefined;
}

export interface Fraction {
  readonly done: number;
  readonly total: number;
  readonly unit: "packages" | "bytes";
}
