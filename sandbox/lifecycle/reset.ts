import { rmSync } from "node:fs";
import type { Home } from "./home";
import { type Started, type StartOptions, start } from "./start";
import { stop } from "./stop";

/**
 * Forgets everything that was deployed into the sandbox, in the control plane and in the engine's stacks alike, and
 * starts it afresh from its seed. Keys, and so tokens, and snapshots stay.
 */
export async function reset(home: Home, options: StartOptions = {}): Promise<Started> {
  await stop(home);
  rmSync(home.state, { recursive: true, force: true });
  return await start(home, options);
}
