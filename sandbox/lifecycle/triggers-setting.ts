import { SandboxError } from "./sandbox-error";

/**
 * Whether nothing in the sandbox starts by itself, as `LAKESTAGE_TRIGGERS` has it.
 * @throws SandboxError for any other word: one that is misspelt would let everything start.
 */
export function areTriggersPaused({ LAKESTAGE_TRIGGERS: setting = "" }: NodeJS.ProcessEnv): boolean {
  if (setting === "paused") return true;
  if (setting === "") return false;
  throw new SandboxError(
    "misuse",
    `LAKESTAGE_TRIGGERS is "${setting}". Set it to "paused", so that no job starts by itself, or not at all.`,
  );
}
