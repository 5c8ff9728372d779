import type { MeasuredCommand } from "../measure/measured-process";

/** What both tools can do with the same resources, in the order in which it is measured. */
export const OPERATIONS = ["up", "preview", "preview with refresh", "refresh", "destroy"] as const;

export type Operation = (typeof OPERATIONS)[number];

/** A tool that is ready to deploy a resource set into one workspace. */
export interface Engine {
  readonly commands: Readonly<Record<Operation, MeasuredCommand>>;
  /** Removes its files. */
  dispose(): void;
}
