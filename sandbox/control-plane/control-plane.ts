import { catalogue } from "../catalogue";
import type { Addresses } from "./addresses";
import { Authentication } from "./authentication";
import type { Call, Plane, Service, WorkspaceListeners } from "./call";
import { Directory } from "./directory";
import { Faults } from "./faults";
import { Listener } from "./listener";
import { OperatorApi } from "./operator-api";
import { RequestHandler } from "./request-handler";
import { RequestLog } from "./request-log";
import type { Seed } from "./seed";
import type { SeededIds } from "./seeding";
import { seededAccount, seedStore } from "./seeding";
import type { Store } from "./store";
import type { Tokens } from "./tokens";
import { type Workspace, workspaces } from "./workspaces";

/** What the services add to the kernel. */
export interface Services {
  /** Behaviours of every service. */
  service: Service;
  /** Refuses principals that may not call this API at all. */
  admit(call: Call): void;
  /** Puts into a new store what the services need from the seed. */
  seed(store: Store, seed: Seed, ids: SeededIds): void;
}

export interface ControlPlaneOptions {
  store: Store;
  tokens: Tokens;
  /** Used for a new store only; a seeded one keeps what it has. */
  seed: Seed;
  services: Services;
  /** Port of the account's API; ARM has the next one, workspaces those after. 0: any free ports, for tests. */
  firstPort: number;
  /** Receives a line of JSON for each request. Default: nothing is logged. */
  log?: (line: string) => void;
  /** Checks every answer against the catalogue. Default: false. */
  checkResponses?: boolean;
}

/** The embedded control plane: the account's API, ARM, and one API for each workspace that ARM has created. */
export class ControlPlane implements WorkspaceListeners {
  private readonly handler: RequestHandler;
  private readonly operator: OperatorApi;
  private readonly listeners = new Map<string, Listener>();
  readonly directory: Directory;

  constructor(private readonly options: ControlPlaneOptions) {
    const { store, tokens, services, seed } = options;
    const account = seededAccount(store) ?? seedStore(store, seed, (seed, ids) => services.seed(store, seed, ids));
    this.directory = new Directory(store);
    const faults = new Faults(store);
    const log = new RequestLog(options.log ?? (() => {}));
    this.handler = new RequestHandler({
      store,
      directory: this.directory,
      authentication: new Authentication(store, this.directory, tokens),
      catalogue: catalogue(),
      service: services.service,
      account,
      faults,
      listeners: this,
      log,
      admit: services.admit,
      checkResponses: options.checkResponses ?? false,
    });
    this.operator = new OperatorApi({ store, tokens, faults, log, addresses: () => this.addresses() });
  }

  /** Opens the addresses of the account, ARM and every workspace that exists. */
  async start(): Promise<Addresses> {
    const { firstPort } = this.options;
    try {
      await this.listen("account", firstPort, "the account API", { kind: "account" });
      await this.listen("arm", firstPort === 0 ? 0 : firstPort + 1, "Azure Resource Manager", { kind: "arm" });
      for (const { value } of this.options.store.list(workspaces)) await this.open(value);
    } catch (error) {
      await this.stop();
      throw error;
    }
    return this.addresses();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.listeners.values()].map((listener) => listener.close()));
    this.listeners.clear();
  }

  addresses(): Addresses {
    const open = this.options.store.list(workspaces).map(({ value }) => value);
    return {
      account: this.address("account"),
      arm: this.address("arm"),
      workspaces: Object.fromEntries(open.map(({ name, port }) => [name, `http://127.0.0.1:${port}`])),
    };
  }

  async open(workspace: Workspace): Promise<void> {
    const plane: Plane = { kind: "workspace", workspaceId: workspace.id };
    await this.listen(String(workspace.id), workspace.port, `workspace ${workspace.name}`, plane);
  }

  async close(workspaceId: number): Promise<void> {
    const listener = this.listeners.get(String(workspaceId));
    this.listeners.delete(String(workspaceId));
    // Not awaited: the request that deletes a workspace may have come over a connection that closing would wait for.
    void listener?.close();
  }

  freePort(): number {
    const taken = new Set(this.options.store.list(workspaces).map(({ value }) => value.port));
    const ownPorts = [...this.listeners.values()].map(({ port }) => port);
    let port = Math.max(...ownPorts, 0) + 1;
    for (let candidate = this.firstWorkspacePort(); candidate < port; candidate++) {
      if (!taken.has(candidate) && !ownPorts.includes(candidate)) port = candidate;
    }
    return port;
  }

  private firstWorkspacePort(): number {
    return (this.listeners.get("arm")?.port ?? this.options.firstPort + 1) + 1;
  }

  private address(name: string): string {
    return `http://127.0.0.1:${this.listeners.get(name)?.port ?? 0}`;
  }

  private async listen(name: string, port: number, purpose: string, plane: Plane): Promise<void> {
    const listener = await Listener.open(port, purpose, (request) =>
      this.operator.owns(request) ? this.operator.handle(request) : this.handler.handle(plane, request),
    );
    this.listeners.set(name, listener);
  }
}
