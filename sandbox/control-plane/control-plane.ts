import { catalogue } from "../catalogue";
import type { Addresses } from "./addresses";
import { ApiError } from "./api-error";
import { Authentication, type TokenHolders } from "./authentication";
import type { Background, BackgroundOptions } from "./background";
import type { Call, OfWorkspaces, OutgoingResponse, Plane, RequestHead, Service, WorkspaceListeners } from "./call";
import { type Clock, systemClock } from "./clock";
import { Directory } from "./directory";
import { Faults } from "./faults";
import { Listener } from "./listener";
import { OperatorApi } from "./operator-api";
import { RequestHandler } from "./request-handler";
import { type LogLine, RequestLog } from "./request-log";
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
  /** What every service keeps of workspaces. */
  keeps: readonly OfWorkspaces[];
  /** Refuses principals that may not call this API at all. */
  admit(call: Call): void;
  /** Knows the tokens that were made through an API. */
  tokenHolder: TokenHolders;
  /** Puts into a new store what the services need from the seed. */
  seed(store: Store, seed: Seed, ids: SeededIds): void;
  /** What the operator may look at besides what the kernel has, by the name of the operator's call. */
  views: Readonly<Record<string, (store: Store) => unknown>>;
  /** Brings what an earlier version left in a store into its present form. */
  upgrade(store: Store): void;
}

export interface ControlPlaneOptions {
  store: Store;
  tokens: Tokens;
  /** Used for a new store only; a seeded one keeps what it has. */
  seed: Seed;
  services: Services;
  /** Port of the account's API; ARM has the next one, workspaces those after. 0: any free ports, for tests. */
  firstPort: number;
  /** Receives a line for each request. Default: nothing is logged. */
  log?: LogLine;
  /** Checks every answer against the catalogue. Default: false. */
  checkResponses?: boolean;
  /** Makes what goes on beside requests, once every address is open. Default: nothing does. */
  background?: (options: BackgroundOptions) => Background;
  /** What the background goes by. Default: the machine's. */
  clock?: Clock;
}

/** How many workspaces a sandbox has addresses for: more than an estate has environments. */
const WORKSPACES = 8;

/** Names the workspace that a request to the account's address is for. */
const WORKSPACE_HEADER = "x-databricks-workspace-id";

const NO_WORKSPACE: OutgoingResponse = {
  status: 404,
  headers: {},
  body: JSON.stringify({ error_code: "ENDPOINT_NOT_FOUND", message: "No workspace answers at this address (yet)." }),
};

/** The embedded control plane: the account's API, ARM, and one API for each workspace that ARM has created. */
export class ControlPlane implements WorkspaceListeners {
  private readonly handler: RequestHandler;
  private readonly operator: OperatorApi;
  /** By port. */
  private readonly listeners = new Map<number, Listener>();
  /** Which workspace answers at a port. */
  private readonly workspaceIds = new Map<number, number>();
  /** By the name of the workspace, also of one to come. */
  private readonly keptPorts = new Map<string, number>();
  private background: Background | undefined;
  private accountPort = 0;
  private armPort = 0;
  readonly directory: Directory;

  constructor(private readonly options: ControlPlaneOptions) {
    const { store, tokens, services, seed } = options;
    const account = seededAccount(store) ?? seedStore(store, seed, (seed, ids) => services.seed(store, seed, ids));
    store.transaction(() => services.upgrade(store));
    this.directory = new Directory(store);
    const faults = new Faults(store);
    const log = new RequestLog(options.log ?? (() => {}));
    this.handler = new RequestHandler({
      store,
      directory: this.directory,
      authentication: new Authentication(store, this.directory, tokens, services.tokenHolder),
      catalogue: catalogue(),
      service: services.service,
      account,
      faults,
      listeners: this,
      keeps: services.keeps,
      log,
      admit: services.admit,
      checkResponses: options.checkResponses ?? false,
    });
    this.operator = new OperatorApi({
      store,
      tokens,
      faults,
      log,
      addresses: () => this.addresses(),
      keepPorts: (names) => this.keepPorts(names),
      views: services.views,
    });
  }

  /**
   * Opens every address at once, those of workspaces to come too: a port that another program has is found now, before
   * anything is deployed.
   * @throws PortInUseError
   */
  async start(): Promise<Addresses> {
    try {
      const { firstPort, store } = this.options;
      const existing = store.list(workspaces).map(({ value }) => value);
      this.accountPort = await this.listen(firstPort, "the account API", (head) => this.accountPlane(head));
      this.armPort = await this.listen(firstPort && firstPort + 1, "Azure Resource Manager", () => ({ kind: "arm" }));
      const spare = Array.from({ length: WORKSPACES }, (_, index) => firstPort && firstPort + 2 + index);
      const moved = existing.map(({ port }) => port).filter((port) => !spare.includes(port));
      for (const port of [...spare, ...moved]) {
        const opened: number = await this.listen(port, "workspaces", () => this.workspacePlane(opened));
      }
      for (const workspace of existing) this.open(workspace);
      this.background = this.options.background?.({
        store,
        directory: this.directory,
        clock: this.options.clock ?? systemClock,
        log: this.options.log ?? (() => {}),
        perform: (workspaceId, principalId, work) => this.handler.perform(this.callOf(workspaceId), principalId, work),
      });
    } catch (error) {
      await this.stop();
      throw error;
    }
    return this.addresses();
  }

  async stop(): Promise<void> {
    await this.background?.stop();
    await Promise.all([...this.listeners.values()].map((listener) => listener.close()));
    this.listeners.clear();
  }

  addresses(): Addresses {
    const existing = this.options.store.list(workspaces).map(({ value }) => value);
    return {
      account: address(this.accountPort),
      arm: address(this.armPort),
      workspaces: Object.fromEntries(existing.map(({ name, port }) => [name, address(port)])),
    };
  }

  open({ id, port }: Workspace): void {
    this.workspaceIds.set(port, id);
  }

  close({ port }: Workspace): void {
    this.workspaceIds.delete(port);
  }

  freePort(name: string): number {
    const kept = this.keptPorts.get(name);
    const others = [...this.keptPorts].flatMap(([other, port]) => (other === name ? [] : port));
    const free = this.workspacePorts().filter((port) => !this.workspaceIds.has(port));
    const port = free.find((each) => each === kept) ?? free.find((each) => !others.includes(each)) ?? free[0];
    if (port === undefined)
      throw new ApiError(400, "QuotaExceeded", `The sandbox has room for ${WORKSPACES} workspaces.`);
    return port;
  }

  /**
   * Keeps a port for each workspace of these names: the one that it has, or had kept, or else the lowest that is nobody's.
   * What is created first decides nothing then.
   */
  private keepPorts(names: readonly string[]): void {
    for (const { value } of this.options.store.list(workspaces)) this.keptPorts.set(value.name, value.port);
    for (const name of names) {
      const taken = [...this.keptPorts.values()];
      const port = this.keptPorts.get(name) ?? this.workspacePorts().find((each) => !taken.includes(each));
      // Where there are no more, it takes one that is free when it is made.
      if (port !== undefined) this.keptPorts.set(name, port);
    }
  }

  /** In their order. */
  private workspacePorts(): number[] {
    return [...this.listeners.keys()]
      .filter((port) => port !== this.accountPort && port !== this.armPort)
      .sort((one, other) => one - other);
  }

  /**
   * The account's address answers as a workspace, too: to a request that names one in a header, as the service's unified
   * hosts do. Paths of the account's own are its own, whatever the header says.
   */
  private accountPlane({ url, headers }: RequestHead): Plane | undefined {
    const named = headers[WORKSPACE_HEADER];
    if (typeof named !== "string" || /^\/(api\/\d+\.\d+|oidc)\/(preview\/)?accounts\//.test(url.pathname)) {
      return { kind: "account" };
    }
    const workspaceId = [...this.workspaceIds.values()].find((id) => String(id) === named);
    return workspaceId === undefined ? undefined : { kind: "workspace", workspaceId };
  }

  /** The address of a workspace's API. */
  private callOf(workspaceId: number): { plane: Plane; origin: string } {
    const [port = 0] = [...this.workspaceIds].find(([, id]) => id === workspaceId) ?? [];
    return { plane: { kind: "workspace", workspaceId }, origin: address(port) };
  }

  /** The workspace whose address `port` is. */
  private workspacePlane(port: number): Plane | undefined {
    const workspaceId = this.workspaceIds.get(port);
    return workspaceId === undefined ? undefined : { kind: "workspace", workspaceId };
  }

  /** Opens `port`; the API that answers there is asked for at every request. */
  private async listen(
    port: number,
    purpose: string,
    planeOf: (request: RequestHead) => Plane | undefined,
  ): Promise<number> {
    const listener = await Listener.open(port, purpose, {
      bodyLimit: (request) => {
        if (this.operator.owns(request)) return this.operator.bodyLimit(request);
        const plane = planeOf(request);
        return plane && this.handler.bodyLimit(plane, request);
      },
      handle: async (request) => {
        if (this.operator.owns(request)) return await this.operator.handle(request);
        const plane = planeOf(request);
        return plane ? await this.handler.handle(plane, request) : NO_WORKSPACE;
      },
    });
    this.listeners.set(listener.port, listener);
    return listener.port;
  }
}

const address = (port: number): string => `http://127.0.0.1:${port}`;
