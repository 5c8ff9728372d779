import { existsSync } from "node:fs";
import { ArmClient } from "../../sandbox/azure-native/arm-client";
import { type HostedProvider, hostProvider } from "../../sandbox/azure-native/plugin";
import { giveSalt, removeDamaged, type Toolchain } from "../../sandbox/engine";
import { encryptionSalt, type Home } from "../../sandbox/lifecycle";
import { CommandError } from "../command-error";
import type { Deployment } from "../engine/deployment";
import { clearDeadLocks } from "../engine/engine-locks";
import { askEngine, type EngineContext, type EngineWatch } from "../engine/engine-process";
import { ExitCode } from "../exit-code";
import type { Terminal } from "../terminal";
import { importDeployment } from "./import-deployment";
import { sandboxEngine } from "./sandbox-engine";
import { lockDirectory, readSandboxDeployment, sandboxStackNames, stateFile } from "./sandbox-state";
import { APPROVAL, type Connection, pendingOf, type ResourceGroup, sameId, type Target } from "./target";

/** Stacks deployed into the embedded control plane, their state in files of the sandbox. */
export class SandboxTarget implements Target {
  readonly name = "sandbox";

  private constructor(
    private readonly home: Home,
    readonly engine: EngineContext,
    private readonly toolchain: Toolchain,
    /** What to export in a shell for plain `pulumi` to do the same. */
    readonly shell: Record<string, string>,
    private readonly token: string,
  ) {}

  /**
   * Readies the engine and starts the control plane where they are not.
   * @param as whom the engine acts as. Default: whoever the seed says deploys.
   */
  static async open(home: Home, terminal: Terminal, watch: EngineWatch, as?: string): Promise<SandboxTarget> {
    const { shell, token, toolchain, ...engine } = await sandboxEngine(home, terminal, as);
    return new SandboxTarget(home, { ...engine, watch }, toolchain, shell, token);
  }

  async provider(): Promise<HostedProvider> {
    return await hostProvider({ ...process.env, ...this.engine.environment });
  }

  async ensureStack(stack: string): Promise<void> {
    if (existsSync(stateFile(this.home, stack))) return;
    giveSalt(this.home.projectView, stack, encryptionSalt(this.home));
    const { succeeded, messages } = await askEngine(this.engine, ["stack", "init", stack, "--no-select"]);
    if (succeeded) return;
    const fault = await this.engineFault();
    if (fault !== undefined) throw new CommandError(fault, ExitCode.missing);
    throw new CommandError(`${stack}: the engine cannot make the stack:\n${messages}`, ExitCode.stackFailed);
  }

  async engineFault(): Promise<string | undefined> {
    const removed = await removeDamaged(this.toolchain);
    if (removed.length === 0) return undefined;
    return `The engine in the cache was damaged, and was removed: ${removed.join(", ")}. Run the command again: it is made again.`;
  }

  async stackNames(): Promise<string[]> {
    return sandboxStackNames(this.home);
  }

  async deployment(stack: string): Promise<Deployment | undefined> {
    return readSandboxDeployment(this.home, stack);
  }

  async replaceDeployment(stack: string, deployment: Deployment): Promise<void> {
    await importDeployment(this.engine, stack, deployment);
  }

  async clearStaleLock(stack: string): Promise<void> {
    clearDeadLocks(lockDirectory(this.home, stack), stack);
  }

  async approveConnections(resource: string, endpoints: readonly string[]): Promise<number> {
    const apiVersion = "2023-01-01";
    const answer = await this.arm.get({ id: `${resource}/privateEndpointConnections`, apiVersion });
    const pending = pendingOf((answer?.value ?? []) as unknown as Connection[], endpoints);
    for (const { id, properties } of pending) {
      const privateLinkServiceConnectionState = { status: "Approved", description: APPROVAL };
      await this.arm.put({ id, apiVersion }, { properties: { ...properties, privateLinkServiceConnectionState } });
    }
    return pending.length;
  }

  private get arm(): ArmClient {
    return new ArmClient({ endpoint: new URL(this.shell.LAKESTAGE_ARM_ENDPOINT ?? ""), token: this.token });
  }

  async deleteResourceGroup({ id, managedBy }: ResourceGroup): Promise<boolean> {
    const { arm } = this;
    const group = { id, apiVersion: "2021-04-01" };
    const found = await arm.get(group);
    if (!found || (managedBy !== undefined && !sameId(found.managedBy, managedBy))) return false;
    await arm.delete(group);
    return true;
  }

  async databricksToken(): Promise<string> {
    return this.token;
  }
}
