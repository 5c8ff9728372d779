import { resolveToolchain } from "../../sandbox/engine";
import { endAtOnceOnSignals } from "../interruption";
import { describeChoice, toolchainDisplay } from "../report/toolchain-display";
import type { Terminal } from "../terminal";

/** Makes the engine and the Databricks provider present, reads all that the cache has of them, and says which they are. */
export async function engine(terminal: Terminal): Promise<void> {
  endAtOnceOnSignals();
  terminal.result(describeChoice(await resolveToolchain({ ...toolchainDisplay(terminal), thorough: true })));
}
