import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { CHECKOUT } from "./estate";

const STACK_FILE = /^Pulumi\..+\.yaml$/;

/** A Pulumi project with this checkout's program and settings of its own: what a user has whose settings differ from ours. */
export class Project {
  private constructor(readonly directory: string) {}

  /** Everything but the environments' files and the ML projects is the checkout's own, by links. */
  static create(): Project {
    const directory = mkdtempSync(join(tmpdir(), "lakestage-project-"));
    for (const entry of readdirSync(CHECKOUT)) {
      const own = entry.startsWith(".") || STACK_FILE.test(entry) || entry === "projects";
      if (!own) symlinkSync(join(CHECKOUT, entry), join(directory, entry));
    }
    return new Project(directory);
  }

  /** Writes the settings of an environment, by section. */
  environment(name: string, settings: Record<string, unknown>): void {
    const config = Object.entries(settings).map(([section, value]) => [`lakestage:${section}`, value]);
    this.file(`Pulumi.${name}.yaml`, stringify({ config: Object.fromEntries(config) }));
  }

  /** Writes any file at the top, replacing what is linked there. */
  file(name: string, content: string): void {
    rmSync(join(this.directory, name), { force: true });
    writeFileSync(join(this.directory, name), content);
  }

  /** Takes a file or folder of the checkout as a copy, to be changed; returns its path. */
  copy(name: string): string {
    const path = join(this.directory, name);
    rmSync(path, { force: true });
    cpSync(join(CHECKOUT, name), path, { recursive: true });
    return path;
  }

  dispose(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
