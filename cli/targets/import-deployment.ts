import { CommandError } from "../command-error";
import type { Deployment } from "../engine/deployment";
import { askEngine, type EngineContext } from "../engine/engine-process";
import { ExitCode } from "../exit-code";

/** @throws CommandError when the engine does not take the state. */
export async function importDeployment(engine: EngineContext, stack: string, deployment: Deployment): Promise<void> {
  const { succeeded, messages } = await askEngine(
    engine,
    ["stack", "import", "--stack", stack],
    JSON.stringify(deployment),
  );
  if (!succeeded) {
    throw new CommandError(`${stack}: the engine refuses the settled state:\n${messages}`, ExitCode.stackFailed);
  }
}
