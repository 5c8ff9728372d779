import type { Toolchain, ToolchainProgress } from "../../sandbox/engine";
import type { Terminal } from "../terminal";

const SOURCES = { path: "installed on this machine", built: "built from its Go modules", npm: "the official download" };

/** A log gets a line about a long step this often. */
const REMINDER_SECONDS = 15;

/** Shows how the engine's build or download goes: one line that is redrawn in a terminal, now and then a line elsewhere. */
export function toolchainDisplay(terminal: Terminal): (progress: ToolchainProgress) => void {
  const hinted = new Set<string>();
  let saidAt = 0;
  return (progress) => {
    const { state, elapsedSeconds, hint } = progress;
    if (state === "started") saidAt = 0;
    if (state === "started" && hint && !hinted.has(hint)) {
      hinted.add(hint);
      terminal.note(`(${hint})`);
    }
    if (terminal.interactive) {
      process.stderr.write(`\r\u001B[K${describeStep(progress)}${state === "finished" ? "\n" : ""}`);
      return;
    }
    if (state === "running" && elapsedSeconds - saidAt < REMINDER_SECONDS) return;
    saidAt = elapsedSeconds;
    terminal.note(describeStep(progress));
  };
}

/** `compiling the Pulumi CLI: 120 of 1400 packages, 35 s (about 235 s)`. */
export function describeStep({ what, state, elapsedSeconds, expectedSeconds, fraction }: ToolchainProgress): string {
  if (state === "finished") return `${what}: done in ${Math.round(elapsedSeconds)} s`;
  if (state === "started") return `${what} (usually about ${expectedSeconds} s)`;
  const packages = fraction ? `${fraction.done} of ${fraction.total} packages, ` : "";
  return `${what}: ${packages}${Math.round(elapsedSeconds)} s (usually about ${expectedSeconds} s)`;
}

/** `Pulumi 3.256.0 (built from its Go modules), Databricks provider 1.110.0 (built), from the cache`. */
export function describeChoice({ source, version, databricksPlugin, cached }: Toolchain): string {
  const provider = `Databricks provider ${databricksPlugin.version} (${databricksPlugin.source})`;
  return `Pulumi ${version} (${SOURCES[source]}), ${provider}${cached ? ", from the cache" : ""}`;
}
