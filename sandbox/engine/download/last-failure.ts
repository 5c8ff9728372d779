import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

const failureSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  /** Address and reason, in a clause. */
  because: z.string(),
});

/** The last download that failed, for whoever asks why there is none. */
export type LastFailure = z.infer<typeof failureSchema>;

const fileIn = (cacheDirectory: string): string => join(cacheDirectory, "engine", "last-failed-download.json");

export function readLastFailure(cacheDirectory: string): LastFailure | undefined {
  try {
    return failureSchema.parse(JSON.parse(readFileSync(fileIn(cacheDirectory), "utf8")));
  } catch {
    return undefined;
  }
}

/** Kept until a download succeeds. That it cannot be written is no reason to fail. */
export function recordDownload(cacheDirectory: string, because: string | undefined): void {
  const file = fileIn(cacheDirectory);
  try {
    if (because === undefined) {
      rmSync(file, { force: true });
    } else {
      mkdirSync(dirname(file), { recursive: true });
      const failure: LastFailure = { at: new Date().toISOString(), because };
      writeFileSync(file, JSON.stringify(failure));
    }
  } catch {
    // Nobody learns of it then.
  }
}
