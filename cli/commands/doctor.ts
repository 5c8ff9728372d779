import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { describeToolchain } from "../../sandbox/engine";
import { findRunning, Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { ExitCode } from "../exit-code";
import { stacksOf } from "../stacks/stacks";
import type { Terminal } from "../terminal";
import { configurationProblems } from "./preflight";

/** One thing that was looked at. */
interface Finding {
  what: string;
  state: "good" | "note" | "missing";
  /** What was found, and what was chosen because of it. */
  found: string;
  /** What to do about it; absent where all is well. */
  todo?: string;
}

/** Explains what this machine has, what is chosen because of it, and what is missing. Changes nothing. */
export async function doctor(
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
  { json }: { json?: boolean },
): Promise<void> {
  const home = Home.of(environment);
  const findings: Finding[] = [
    { what: "Node", state: "good", found: process.version },
    ...(await toolchainFindings()),
    await sandboxFinding(home),
    configurationFinding(),
  ];
  if (json) terminal.result(JSON.stringify(findings, undefined, 2));
  else for (const finding of findings) terminal.result(describeFinding(finding));
  if (findings.some(({ state }) => state === "missing")) process.exitCode = ExitCode.missing;
}

async function toolchainFindings(): Promise<Finding[]> {
  const { pulumi, go, npm, cache, chosen, problem, pinnedPulumi } = await describeToolchain();
  const built = cache.pulumiBuilt && cache.databricksBuilt;
  const choices = {
    path: "the installed pulumi is used",
    build: built
      ? `pulumi ${pinnedPulumi} and the provider are built, and used`
      : `pulumi ${pinnedPulumi} and the provider will be built (about 7 minutes, once)`,
    npm: cache.pulumiDownloaded
      ? `pulumi ${pinnedPulumi} is downloaded, and used`
      : `pulumi ${pinnedPulumi} will be downloaded by the npm package`,
  };
  return [
    { what: "npm", state: npm ? "good" : "note", found: npm ? npm : "not found" },
    { what: "Go", state: go ? "good" : "note", found: go ? `${go.version} (${go.path})` : "not found" },
    {
      what: "pulumi",
      state: pulumi.found && !pulumi.unusable ? "good" : "note",
      found: pulumi.found ? (pulumi.unusable ?? `${pulumi.found.version} (${pulumi.found.path})`) : "not on the PATH",
    },
    chosen
      ? { what: "engine", state: "good", found: choices[chosen.pulumi] }
      : { what: "engine", state: "missing", found: "there is none to use", todo: problem ?? "" },
    { what: "engine cache", state: "good", found: cache.directory },
  ];
}

async function sandboxFinding(home: Home): Promise<Finding> {
  const what = "sandbox";
  const running = existsSync(home.directory) ? await findRunning(home) : undefined;
  if (running) return { what, state: "good", found: `runs at ${running.addresses.account} (process ${running.pid})` };
  for (const port of [home.firstPort, home.firstPort + 1]) {
    if (await isFree(port)) continue;
    const todo = `Stop that program, or choose another first port: LAKESTAGE_PORT=${home.firstPort + 100}`;
    return { what, state: "missing", found: `not running, and port ${port} belongs to another program`, todo };
  }
  return { what, state: "good", found: `not running; its ports, from ${home.firstPort}, are free` };
}

function configurationFinding(): Finding {
  const stacks = stacksOf(CHECKOUT);
  const problems = configurationProblems(CHECKOUT, stacks).length;
  const names = stacks.map(({ name }) => name).join(", ");
  if (problems === 0) return { what: "configuration", state: "good", found: `valid for ${names}` };
  return {
    what: "configuration",
    state: "note",
    found: `${problems} mistakes`,
    todo: "See them with: lakestage check",
  };
}

/** Whether nothing listens on a loopback port. */
async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** `+ Go: 1.26.0 (/usr/local/go/bin/go)`, with what to do on a line of its own. */
export function describeFinding({ what, state, found, todo }: Finding): string {
  const sign = { good: "+", note: "o", missing: "!" }[state];
  return `${sign} ${what}: ${found}${todo ? `\n  ${todo}` : ""}`;
}
