import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A stack's state as the engine's file backend writes it. */
const STATE = /(^|[\\/])\.pulumi[\\/]stacks[\\/].*\.json$/;

/**
 * The stacks' states in a folder of the engine's that cannot be read: cut, emptied, or something else altogether. What is in
 * a state that can be read is the engine's to judge.
 * @returns their paths in the folder.
 */
export const damagedStackFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => STATE.test(file) && !isState(readFileSync(join(folder, file), "utf8")),
  );

function isState(text: string): boolean {
  try {
    const { checkpoint, version }: { checkpoint?: unknown; version?: unknown } = Object(JSON.parse(text));
    return typeof version === "number" && typeof checkpoint === "object" && checkpoint !== null;
  } catch {
    return false;
  }
}
