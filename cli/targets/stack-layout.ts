import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/**
 * Removes the engine's note of how it lays its stacks out, where that is damaged: it would refuse all of them. Where there is
 * none, it makes one.
 * @param stacks the folder of its file backend.
 */
export function removeDamagedLayout(stacks: string): void {
  const file = join(stacks, ".pulumi/meta.yaml");
  try {
    if (/^version: \d+\s*$/.test(readFileSync(file, "utf8"))) return;
  } catch {
    // It is not there, or is no file.
  }
  rmSync(file, { recursive: true, force: true });
}
