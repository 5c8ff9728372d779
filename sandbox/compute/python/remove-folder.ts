import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";

/**
 * Removes what a task had, whatever it did with it: folders that it closed are opened first. What cannot be removed all the
 * same stays, and ends nothing.
 */
export function removeFolder(path: string): void {
  if (isRemoved(path)) return;
  spawnSync("chmod", ["-R", "u+rwX", path], { stdio: "ignore" });
  isRemoved(path);
}

function isRemoved(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}
