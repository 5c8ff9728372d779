import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const SANDBOX = join(__dirname, "..");
/** Not part of the control plane: a change there is no reason to start it again. */
const APART = new Set(["engine", "azure-native", "lifecycle", "testing", "node_modules"]);

/**
 * Whether the control plane's code changed after a time, for example by a pull: a process of that time no longer does
 * what the checkout says.
 * @param time ISO 8601.
 */
export function sourcesChangedSince(time: string): boolean {
  return newestChange(SANDBOX) > Date.parse(time);
}

function newestChange(directory: string): number {
  let newest = 0;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (!APART.has(entry.name)) newest = Math.max(newest, newestChange(path));
    } else if (!entry.name.endsWith(".test.ts")) {
      newest = Math.max(newest, statSync(path).mtimeMs);
    }
  }
  return newest;
}
