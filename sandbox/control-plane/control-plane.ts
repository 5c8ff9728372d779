import { catalogue } from "../catalogue";
import type { Addresses } from "./addresses";
import { ApiError } from "./api-error";
import { Authentication, type TokenHolders } from "./authentication";
import type { Call, OfWorkspaces, OutgoingResponse, Plane, RequestHead, Service, WorkspaceListeners } from "./call";
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
    this.operator = new OperatorApi({ store, tokens, faults, log, addresses: () => this.addresses() });
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

  freePort(): number {
    const port = [...this.listeners.keys()].find(
      (each) => each !== this.accountPort && each !== this.armPort && !this.workspaceIds.has(each),
    );
    if (port === undefined)
      throw new ApiError(400, "QuotaExceeded", `The sandbox has room for ${WORKSPACES} workspaces.`);
    return port;
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
