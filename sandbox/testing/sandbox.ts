import { securables } from "../authority/unity-catalog/securables";
import { permissionAssignments } from "../authority/workspace/members";
import type { JsonObject } from "../catalogue/json";
import {
  ControlPlane,
  type ControlPlaneOptions,
  type Directory,
  type Seed,
  Store,
  servicePrincipals,
  systemClock,
  Tokens,
  type Workspace,
  workspaceAddress,
  workspaces,
} from "../control-plane";
import { readSeed, SHIPPED_SEED } from "../seed-file";
import { services } from "../services/services";

/** What came back: the HTTP status and the parsed body. */
export interface TestResponse {
  status: number;
  body: JsonObject;
}

export interface TestSandboxOptions extends Pick<ControlPlaneOptions, "background" | "clock"> {
  metastore?: Partial<Seed["metastore"]>;
}

/** A workspace that a test works in. */
export interface TestWorkspace extends Workspace {
  address: string;
}

/**
 * A control plane in the test's own process, in memory, with the shipped seed, every answer checked against the
 * catalogue. Requests go over HTTP, as a client's would.
 */
export class TestSandbox {
  private constructor(
    readonly controlPlane: ControlPlane,
    readonly store: Store,
    readonly tokens: Tokens,
    readonly directory: Directory,
    private readonly log: string[],
  ) {}

  /** @param seed what differs from the shipped one. */
  static async start({ metastore, ...beside }: TestSandboxOptions = {}): Promise<TestSandbox> {
    const { clock = systemClock } = beside;
    const store = new Store(":memory:", () => clock.now());
    const tokens = Tokens.ephemeral();
    const shipped = readSeed(SHIPPED_SEED);
    const seed = { ...shipped, metastore: { ...shipped.metastore, ...metastore } };
    const lines: string[] = [];
    const log = (line: string): number => lines.push(line);
    const controlPlane = new ControlPlane({
      store,
      tokens,
      seed,
      services,
      firstPort: 0,
      checkResponses: true,
      log,
      ...beside,
    });
    await controlPlane.start();
    return new TestSandbox(controlPlane, store, tokens, controlPlane.directory, lines);
  }

  async stop(): Promise<void> {
    await this.controlPlane.stop();
    this.store.close();
  }

  /**
   * Puts a workspace there directly, with the deployer as its administrator: for tests of what happens inside one.
   * @param metastore assigns the seed's metastore.
   * @param everybodyIsIn lets in every user, group and service principal of the seed, as plain members.
   */
  async workspace(name = "dev", { metastore = false, everybodyIsIn = false } = {}): Promise<TestWorkspace> {
    const { store } = this;
    const [assigned] = metastore ? store.list(securables.metastore) : [];
    const workspace: Workspace = {
      id: store.nextId(),
      name,
      resourceId: `/subscriptions/s/resourceGroups/rg-${name}/providers/Microsoft.Databricks/workspaces/${name}`,
      region: "westeurope",
      sku: "premium",
      port: this.controlPlane.freePort(name),
      administrators: [this.idOf("lakestage-deployer")],
      createdAt: store.now(),
      ...(assigned ? { metastoreId: assigned.key } : {}),
    };
    store.put(workspaces, String(workspace.id), workspace);
    if (everybodyIsIn) {
      for (const principalId of this.directory.identityIds()) {
        permissionAssignments.put({ store, workspaceId: workspace.id }, principalId, {
          principalId,
          permissions: ["USER"],
        });
      }
    }
    await this.controlPlane.open(workspace);
    return { ...workspace, address: workspaceAddress(workspace) };
  }

  /**
   * @param as a user name, or a service principal's application id or display name; the deployer when absent.
   * @param address the account's, ARM's or a workspace's address.
   */
  async call(
    address: string,
    method: string,
    path: string,
    { as = "lakestage-deployer", body }: { as?: string; body?: JsonObject } = {},
  ): Promise<TestResponse> {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token(as)}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    // A fault of the control plane itself is never an answer to test for.
    if (response.status >= 500 && text.includes("INTERNAL_ERROR") && !text.includes("a fault was asked for"))
      throw new Error(this.log.findLast((line) => line.includes('"stack"')));
    return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as JsonObject) };
  }

  /** Deletes what the services keep of a workspace, as its deletion does. */
  forgetWorkspace(workspaceId: number): void {
    for (const kept of services.keeps) kept.forget(this.store, workspaceId);
  }

  token(name: string): string {
    return this.tokens.forPrincipal(this.idOf(name));
  }

  /** The id of a user, group or service principal; the latter by application id or display name. */
  idOf(name: string): string {
    const named = this.store.find(servicePrincipals, ({ displayName }) => displayName === name);
    return named?.key ?? this.directory.idOf(name);
  }
}
