import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb";
import { setAllConfig } from "@pulumi/pulumi/runtime/config";
import { getEngine, getMonitor, resetOptions } from "@pulumi/pulumi/runtime/settings";
import { type ProgramFaults, RunFaults } from "./program-faults";
import type { Program } from "./program-host";

/** The SDK keeps the settings of a run in storage of its own; its declarations leave that out. */
const { withLocalStorage } = require("@pulumi/pulumi/runtime/state") as {
  withLocalStorage<Result>(work: () => Promise<Result>): Promise<Result>;
};

/** Runs the program for one stack, as an engine asks for it, and says how that went. Never throws. */
export function runProgram(program: Program, request: RunRequest, faults: ProgramFaults): Promise<RunResponse> {
  const run = new RunFaults(
    join(request.getInfo()?.getProgramDirectory() ?? "", request.getInfo()?.getEntryPoint() ?? ""),
  );
  return withLocalStorage(() =>
    faults.within(run, async () => {
      configure(request);
      try {
        await pulumi.runtime.runInPulumiStack(() => program(request.getInfo()?.getRootDirectory() ?? request.getPwd()));
        // Waits for what is under way, and lets the engine make what it has to before it says that all is done.
        await pulumi.runtime.disconnect(true);
      } catch (error) {
        await run.tell(error);
        await pulumi.runtime.disconnect(false).catch((error: unknown) => run.tell(error));
      } finally {
        closeConnections();
      }
      // Of what the engine has been told already, it need not be told why.
      return new RunResponse().setBail(run.any || pulumi.log.hasErrors());
    }),
  );
}

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
  setAllConfig(Object.fromEntries(request.getConfigMap().entries()), request.getConfigsecretkeysList());
}

/** The SDK leaves those of a run in a storage of its own open, and open connections keep a process alive. */
function closeConnections(): void {
  for (const client of [getMonitor(), getEngine()]) if (hasClose(client)) client.close();
}

const hasClose = (client: unknown): client is { close(): void } =>
  typeof client === "object" && client !== null && "close" in client && typeof client.close === "function";
