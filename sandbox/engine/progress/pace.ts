import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const paceSchema = z.record(z.string(), z.number().positive());

/** How fast this machine has done each kind of step, in units of work a second, kept in the cache from run to run. */
export class Pace {
  private readonly file: string;
  /** What this process saw, which is newer than the file. */
  private readonly seen = new Map<string, number>();

  constructor(cacheDirectory: string) {
    this.file = join(cacheDirectory, "engine", "pace.json");
  }

  /** The last figure of this step; undefined where it has not been done here. */
  of(step: string): number | undefined {
    return this.seen.get(step) ?? this.read()[step];
  }

  record(step: string, unitsPerSecond: number): void {
    if (!(unitsPerSecond > 0) || !Number.isFinite(unitsPerSecond)) return;
    this.seen.set(step, unitsPerSecond);
    try {
      writeFileSync(this.file, JSON.stringify({ ...this.read(), ...Object.fromEntries(this.seen) }));
    } catch {
      // An estimate is not worth failing for.
    }
  }

  private read(): Record<string, number> {
    try {
      return paceSchema.parse(JSON.parse(readFileSync(this.file, "utf8")));
    } catch {
      return {};
    }
  }
}
