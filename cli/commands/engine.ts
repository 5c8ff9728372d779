import { resolveToolchain } from "../../sandbox/engine";
import { endAtOnceOnSignals } from "../interruption";
import { describeChoice, toolchainDisplay } from "../report/toolchain-display";
import type { Terminal } from "../terminal";

/** Makes the engine and the Databricks provider present, and says which they are. */
export async function engine(terminal: Terminal): Promise<void> {
  endAtOnceOnSignals();
  terminal.result(describeChoice(await resolveToolchain({ onProgress: toolchainDisplay(terminal) })));
}
