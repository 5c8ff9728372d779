import type { Toolchain, ToolchainOptions, ToolchainProgress } from "../../sandbox/engine";
import type { Terminal } from "../terminal";

const SOURCES = {
  path: "installed on this machine",
  downloaded: "the official download",
  built: "built from its Go modules",
};

/** A log gets a line about a long step this often. */
const REMINDER_SECONDS = 9;

/**
 * Shows how the engine's download or build goes: one line that is redrawn in a terminal, now and then a line elsewhere; and
 * what was tried in vain.
 */
export function toolchainDisplay(terminal: Terminal): Pick<ToolchainOptions, "onProgress" | "onNote"> {
  const hinted = new Set<string>();
  let saidAt = 0;
  const onProgress = (progress: ToolchainProgress): void => {
    const { state, elapsedSeconds, hint } = progress;
    if (state === "started") saidAt = 0;
    if (state === "started" && hint && !hinted.has(hint)) {
      hinted.add(hint);
      terminal.note(`(${hint})`);
    }
    if (terminal.draw) {
      const ends = state === "finished" || state === "failed";
      terminal.draw(ends ? [] : [describeStep(progress)]);
      if (ends) terminal.note(describeStep(progress));
      return;
    }
    if (state === "failed" || (state === "running" && elapsedSeconds - saidAt < REMINDER_SECONDS)) return;
    saidAt = elapsedSeconds;
    terminal.note(describeStep(progress));
  };
  return { onProgress, onNote: (line) => terminal.note(line) };
}

/** `compiling the Pulumi CLI: 120 of 1400 packages, 35 s (about 200 s to go)`. */
export function describeStep({ what, state, elapsedSeconds, remainingSeconds, fraction }: ToolchainProgress): string {
  if (state === "finished") return `${what}: done in ${Math.round(elapsedSeconds)} s`;
  if (state === "failed") return `${what}: failed after ${Math.round(elapsedSeconds)} s`;
  if (state === "started")
    return remainingSeconds === undefined ? what : `${what} (about ${roughly(remainingSeconds)} s)`;
  const amount = fraction ? `${describeFraction(fraction)}, ` : "";
  const rest = remainingSeconds === undefined ? "" : ` (about ${roughly(remainingSeconds)} s to go)`;
  return `${what}: ${amount}${Math.round(elapsedSeconds)} s${rest}`;
}

function describeFraction({ done, total, unit }: NonNullable<ToolchainProgress["fraction"]>): string {
  if (unit === "packages") return `${done} of ${total} packages`;
  return `${(done / MEGABYTE).toFixed(1)} of ${(total / MEGABYTE).toFixed(1)} MB`;
}

const MEGABYTE = 1_000_000;

/** No more precise than it is. */
const roughly = (seconds: number): number => (seconds < 20 ? Math.ceil(seconds) : Math.ceil(seconds / 10) * 10);

/** `Pulumi 3.256.0 (built from its Go modules), Databricks provider 1.110.0 (built), from the cache`. */
export function describeChoice({ source, version, databricksPlugin, cached }: Toolchain): string {
  const provider = `Databricks provider ${databricksPlugin.version} (${databricksPlugin.source})`;
  return `Pulumi ${version} (${SOURCES[source]}), ${provider}${cached ? ", from the cache" : ""}`;
}
