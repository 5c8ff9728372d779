import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb";
import { setAllConfig } from "@pulumi/pulumi/runtime/config";
import { getEngine, getMonitor, resetOptions } from "@pulumi/pulumi/runtime/settings";
import { OpenCalls } from "./open-calls";
import { type ProgramFaults, RunFaults } from "./program-faults";

/** The SDK's declarations leave these out: it keeps the settings of a run in storage of its own, and what is under way. */
const { getStore, withLocalStorage } = require("@pulumi/pulumi/runtime/state") as {
  getStore(): { settings: { options: { rootDirectory: string } } };
  withLocalStorage<Result>(work: () => Promise<Result>): Promise<Result>;
};
const { waitForRPCs } = require("@pulumi/pulumi/runtime/settings") as { waitForRPCs(): Promise<void> };

/** Declares the stack that an engine asks for and resolves to its outputs. `root` is the folder of `Pulumi.yaml`. */
export type Program = (root: string) => Promise<pulumi.Inputs>;

/** Runs the program for one stack, as an engine asks for it, and says how that went. Never throws. */
export function runProgram(program: Program, request: RunRequest, faults: ProgramFaults): Promise<RunResponse> {
  const run = new RunFaults(
    join(request.getInfo()?.getProgramDirectory() ?? "", request.getInfo()?.getEntryPoint() ?? ""),
  );
  return withLocalStorage(async () => {
    faults.tellBy(run);
    configure(request);
    const calls = new OpenCalls([getMonitor(), getEngine()]);
    // What waits for something that a fault has kept from being made waits for ever.
    await Promise.race([complete(program, request, run), run.first.then(() => calls.none())]);
    run.end();
    closeConnections();
    // Of what the engine has been told already, it need not be told why.
    return new RunResponse().setBail(run.any || pulumi.log.hasErrors());
  });
}

async function complete(program: Program, request: RunRequest, run: RunFaults): Promise<void> {
  try {
    await pulumi.runtime.runInPulumiStack(() => program(rootOf(request)));
    await waitForRPCs();
    // The engine, unless it was told of a fault, makes what it has to before it says that all is done.
    await pulumi.runtime.disconnect(!run.any);
  } catch (error) {
    await run.tell(error);
    await pulumi.runtime.disconnect(false).catch((error: unknown) => run.tell(error));
  }
}

/** The folder of `Pulumi.yaml`. */
const rootOf = (request: RunRequest): string => request.getInfo()?.getRootDirectory() ?? request.getPwd();

function configure(request: RunRequest): void {
  const [engineAddress = ""] = request.getArgsList();
  resetOptions(
    request.getProject(),
    request.getStack(),
    request.getParallel(),
    engineAddress,
    request.getMonitorAddress(),
    request.getDryrun(),
    request.getOrganization(),
  );
  // The SDK has this from the environment of a process that is for one stack.
  getStore().settings.options.rootDirectory = rootOf(request);
  setAllConfig(Object.fromEntries(request.getConfigMap().entries()), request.getConfigsecretkeysList());
}

/** The SDK leaves those of a run in a storage of its own open, and open connections keep a process alive. */
function closeConnections(): void {
  for (const client of [getMonitor(), getEngine()]) if (hasClose(client)) client.close();
}

const hasClose = (client: unknown): client is { close(): void } =>
  typeof client === "object" && client !== null && "close" in client && typeof client.close === "function";
