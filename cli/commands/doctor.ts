import { createServer } from "node:net";
import { DataServerError, describeDataServer } from "../../sandbox/compute/data-server";
import { describeToolchain, proxySettings, type ToolchainDescription, type WayVerdict } from "../../sandbox/engine";
import { ToolchainError } from "../../sandbox/engine/toolchain-error";
import { findRunning, Home, HomeError, SilentError } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { describeLeftBehind, stacksLeftBehind } from "../stacks/left-behind";
import { configurationProblems } from "../stacks/preflight";
import { stackPlaces } from "../stacks/stack-places";
import { stacksOf } from "../stacks/stacks";
import { stackStates } from "../targets/stack-states";
import type { Terminal } from "../terminal";

/** One thing that was looked at. */
interface Finding {
  what: string;
  state: "good" | "note" | "missing";
  /** What was found, and what was chosen because of it. */
  found: string;
  /** What to do about it; absent where all is well. */
  todo?: string;
  /** The ways to it, each with what was found of it, in the order in which they are tried. */
  ways?: readonly WayVerdict[];
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
    ...(await toolchainFindings(environment)),
    await dataServerFinding(environment),
    proxyFinding(environment),
    homeFinding(home),
    await sandboxFinding(home),
    configurationFinding(),
    await leftBehindFinding(home, terminal),
  ];
  if (json) terminal.result(JSON.stringify(findings, undefined, 2));
  else for (const finding of findings) terminal.result(describeFinding(finding));
  if (findings.some(({ state }) => state === "missing")) process.exitCode = ExitCode.missing;
}

async function toolchainFindings(environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  try {
    const description = await describeToolchain({ environment });
    const { pulumi, go, npm, ways } = description;
    return [
      { what: "npm", state: npm ? "good" : "note", found: npm ? npm : "not found" },
      { what: "Go", state: go ? "good" : "note", found: go ? `${go.version} (${go.path})` : "not found" },
      {
        what: "pulumi",
        state: pulumi.found && !pulumi.unusable ? "good" : "note",
        found: pulumi.found ? (pulumi.unusable ?? `${pulumi.found.version} (${pulumi.found.path})`) : "not on the PATH",
      },
      partFinding("engine", `pulumi ${description.pinnedPulumi}`, ways.pulumi, description),
      partFinding("Databricks provider", "the Databricks provider", ways.databricks, description),
      cacheFinding(description),
    ];
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    return [{ what: "engine", state: "missing", found: "it cannot be looked for", todo: error.message }];
  }
}

/** Whether there is what Spark and Delta need: tables and SQL, and nothing else, do without where there is not. */
async function dataServerFinding(environment: NodeJS.ProcessEnv): Promise<Finding> {
  try {
    const { major, missing } = await describeDataServer(environment);
    const there =
      missing === 0 ? "Spark and Delta are in the cache" : `${Math.round(missing / 1e6)} MB will be downloaded`;
    return { what: "data server", state: "good", found: `Java ${major}; ${there}` };
  } catch (error) {
    if (!(error instanceof DataServerError)) throw error;
    return { what: "data server", state: "note", found: "tables and SQL cannot be used", todo: error.message };
  }
}

/** Where the CLI or the provider comes from, or will. */
function partFinding(
  what: string,
  name: string,
  ways: readonly WayVerdict[],
  description: ToolchainDescription,
): Finding {
  const choices = {
    path: "the installed one is used",
    cache: `${name} is in the cache, and used`,
    download: `${name} will be downloaded`,
    build: `${name} will be built (some minutes, once)`,
  };
  const { problem, download } = description;
  const chosen = ways.find(({ state }) => state === "taken" || state === "tried");
  if (chosen === undefined) return { what, state: "missing", found: "there is none to use", todo: problem ?? "", ways };
  const found = choices[chosen.way];
  if (chosen.way !== "download" || download.lastFailure === undefined) return { what, state: "good", found, ways };
  const next = ways.some(({ way, state }) => way === "build" && state === "tried")
    ? "; else it is built (some minutes, once)"
    : "";
  return { what, state: "note", found: `${found}, though the last attempt failed${next}`, ways };
}

function cacheFinding({ cache, ways }: ToolchainDescription): Finding {
  const what = "engine cache";
  if (cache.unwritable === undefined) return { what, state: "good", found: cache.directory };
  const found = `${cache.directory} cannot be written: ${cache.unwritable}`;
  const needed = [...ways.pulumi, ...ways.databricks].some(({ state }) => state === "tried");
  if (!needed) return { what, state: "note", found };
  return { what, state: "missing", found, todo: "Set LAKESTAGE_CACHE to a folder that can be written." };
}

function proxyFinding(environment: NodeJS.ProcessEnv): Finding {
  const settings = proxySettings(environment);
  const found = settings.map(({ name, value }) => `${name}=${value}`).join(", ");
  if (settings.length === 0) return { what: "proxies", state: "good", found: "none are set" };
  return { what: "proxies", state: "note", found: `${found}; the sandbox's own addresses are reached directly` };
}

function homeFinding(home: Home): Finding {
  const what = "home";
  try {
    home.requireWritable();
    return { what, state: "good", found: home.directory };
  } catch (error) {
    if (!(error instanceof HomeError)) throw error;
    return { what, state: "missing", found: home.directory, todo: error.message };
  }
}

async function sandboxFinding(home: Home): Promise<Finding> {
  const what = "sandbox";
  const running = await findRunning(home).catch((error: unknown) => {
    if (error instanceof SilentError) return error;
    throw error;
  });
  if (running instanceof SilentError) {
    return {
      what,
      state: "missing",
      found: `runs, but does not answer (process ${running.pid})`,
      todo: running.message,
    };
  }
  if (running) return { what, state: "good", found: `runs at ${running.addresses.account} (process ${running.pid})` };
  for (const port of [home.firstPort, home.firstPort + 1, home.dataPort]) {
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
    found: problems === 1 ? "1 mistake" : `${problems} mistakes`,
    todo: "See them with: lakestage check",
  };
}

/** In the sandbox: what is deployed there is on this machine. */
async function leftBehindFinding(home: Home, terminal: Terminal): Promise<Finding> {
  const what = "stacks left behind";
  const stacks = stackPlaces(CHECKOUT);
  const states = await stackStates(home, "sandbox");
  const found = await stacksLeftBehind(states, stacks).catch((error: unknown) => {
    if (error instanceof CommandError) return error;
    throw error;
  });
  if (found instanceof CommandError) return { what, state: "missing", found: "cannot be read", todo: found.message };
  if (found.length === 0) return { what, state: "good", found: "none in the sandbox" };
  const names = found.map(({ name }) => name).join(", ");
  return {
    what,
    state: "note",
    found: names,
    todo: (await describeLeftBehind(states, terminal, found, stacks)).join("\n  "),
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

const SIGNS = { good: "+", note: "o", missing: "!" };

const WAY_NAMES = {
  path: "installed",
  cache: "in the cache",
  download: "official download",
  build: "build from Go modules",
};

const WAY_STATES = {
  taken: "used",
  tried: "will be tried",
  "passed-over": "not possible",
  "not-needed": "not needed",
};

/**
 * `+ Go: 1.26.0 (/usr/local/go/bin/go)`, with what to do on a line of its own, and one for each way to it:
 * `  official download, will be tried: https://get.pulumi.com/releases`.
 */
export function describeFinding({ what, state, found, todo, ways = [] }: Finding): string {
  const lines = ways.map(({ way, state, because }) => `${WAY_NAMES[way]}, ${WAY_STATES[state]}: ${because}`);
  return [`${SIGNS[state]} ${what}: ${found}`, ...(todo ? [todo] : []), ...lines].join("\n  ");
}
