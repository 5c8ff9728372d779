import type { TestSandbox, TestWorkspace } from "./sandbox";
import { TestUnityCatalog } from "./unity-catalog";

/** What a request holds besides method and path. */
interface Sent {
  /** Default: the deployer. */
  as?: string;
  bytes?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

/** A volume with nothing in it, `lake.ml.data`, in a workspace where everybody is. */
export class TestVolume {
  static readonly PATH = "/Volumes/lake/ml/data";

  private constructor(
    private readonly sandbox: TestSandbox,
    readonly unityCatalog: TestUnityCatalog,
  ) {}

  static async in(sandbox: TestSandbox): Promise<TestVolume> {
    const unityCatalog = await TestUnityCatalog.in(sandbox);
    await unityCatalog.catalog("lake");
    await unityCatalog.ok("POST", "/schemas", { catalog_name: "lake", name: "ml" });
    const volume = new TestVolume(sandbox, unityCatalog);
    await volume.make();
    return volume;
  }

  get workspace(): TestWorkspace {
    return this.unityCatalog.workspace;
  }

  async make(): Promise<void> {
    const volume = { catalog_name: "lake", schema_name: "ml", name: "data", volume_type: "MANAGED" };
    await this.unityCatalog.ok("POST", "/volumes", volume);
  }

  /** Asks the Files API about a file; `path` is inside the volume, or in full from `/Volumes` on. */
  file(method: string, path: string, sent: Sent = {}): Promise<Response> {
    return this.send(method, `/api/2.0/fs/files${fullPath(path)}`, sent);
  }

  /** The same about a directory. */
  directory(method: string, path: string, sent: Sent = {}): Promise<Response> {
    return this.send(method, `/api/2.0/fs/directories${fullPath(path)}`, sent);
  }

  private send(method: string, path: string, { as = "lakestage-deployer", bytes, headers }: Sent): Promise<Response> {
    return fetch(`${this.workspace.address}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.sandbox.token(as)}`, ...headers },
      ...(bytes === undefined ? {} : { body: bytes }),
    });
  }
}

const fullPath = (path: string): string => (path.startsWith("/Volumes") ? path : `${TestVolume.PATH}${path}`);
