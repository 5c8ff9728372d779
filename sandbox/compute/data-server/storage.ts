import { rmSync } from "node:fs";
import { join } from "node:path";

const ABFSS = /^abfss:\/\/([^@/]+)@([^./]+)\.dfs\.core\.windows\.net(\/.*)?$/;

/** The folder of this machine in which Azure's storage lies: `<storage account>/<container>/<path>`. */
export class Storage {
  constructor(readonly root: string) {}

  /** The file or folder of a place in storage; undefined for what is none, or would lead out of it. */
  fileOf(url: string): string | undefined {
    const [, container, account, path = ""] = ABFSS.exec(url) ?? [];
    if (container === undefined || account === undefined) return undefined;
    if (path.split("/").includes("..") || container.startsWith(".") || account.startsWith(".")) return undefined;
    return join(this.root, account, container, path);
  }

  /** Removes what lies at a place, with all that is below. */
  remove(url: string): void {
    const file = this.fileOf(url);
    if (file !== undefined) rmSync(file, { recursive: true, force: true });
  }
}
