import { existsSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { allows } from "../../../../authority/objects/access-lists";
import type { Call } from "../../../../control-plane";
import { filePlace } from "../../../files/file-place";
import { isNotebookSource, languageMark } from "../../../workspace/notebook-source";
import {
  findTreeObject,
  parentPath,
  readTreeContent,
  type TreeObject,
  treeObjectsInside,
  treePath,
  treeRef,
} from "../../../workspace/tree";
import { CodeError } from "./code-error";

/** A file that a task may read, on this machine. */
export interface CodeFile {
  path: string;
  /** The top of what it lies in. */
  root: string;
}

/** More than this of a folder is not copied for a task. */
const MOST_FILES = 2000;

/**
 * Finds what tasks name in the workspace, in volumes and in Git, as the task's identity may. What lies in the control
 * plane's store is written into the task's folder.
 */
export class WorkspaceCode {
  constructor(
    private readonly call: Call,
    /** Tops of the checkouts that a Git folder stands for, whose remote can not be reached: the first that has a file. */
    private readonly checkouts: readonly string[],
    /** The task's own folder. */
    private readonly folder: string,
  ) {}

  /** @throws CodeError */
  pythonFile(given: string, isInGit: boolean): CodeFile {
    const found = isInGit ? this.inCheckout(given) : this.file(given);
    if (found) return found;
    throw new CodeError(`Cannot read the python file ${given}: it does not exist, or ${this.who} may not read it.`);
  }

  /** @throws CodeError */
  notebook(given: string, isInGit: boolean): CodeFile {
    const found = isInGit ? (this.inCheckout(`${given}.py`) ?? this.inCheckout(given)) : this.file(given);
    if (found?.path.endsWith(".py")) return found;
    if (found)
      throw new CodeError(
        `The notebook ${given} is not in Python: the sandbox runs no other.`,
        "INVALID_RUN_CONFIGURATION",
      );
    throw new CodeError(
      `Unable to access the notebook "${given}". Either it does not exist, or the identity used to run this job, ${this.who}, lacks the required permissions.`,
    );
  }

  /** A wheel or a requirements file. @throws CodeError */
  library(given: string): string {
    const found = this.file(given);
    if (found) return found.path;
    throw new CodeError(
      `Failed to install the library ${given}: it does not exist, or ${this.who} may not read it.`,
      "LIBRARY_INSTALLATION_ERROR",
    );
  }

  /** Whether a file that was found here comes out of the control plane's store, and not of a checkout. */
  isCopied(path: string): boolean {
    return path.startsWith(`${this.folder}${sep}`);
  }

  private get who(): string {
    return this.call.principal.name;
  }

  private file(given: string): CodeFile | undefined {
    if (given.startsWith("/Volumes/")) return this.inVolume(given);
    return given.startsWith("/") ? this.inTree(treePath(given)) : undefined;
  }

  private inVolume(given: string): CodeFile | undefined {
    const place = filePlace(this.call, given, "read");
    if (place.tree.find(place.path)?.kind !== "file") return undefined;
    const content = place.tree.read(place.path);
    const path = join(this.folder, "libraries", basename(place.path));
    write(path, content);
    return { path, root: dirname(path) };
  }

  private inTree(path: string): CodeFile | undefined {
    for (let around: string | undefined = path; around !== undefined; around = parentPath(around)) {
      const object = findTreeObject(this.call, around);
      if (object?.object_type === "REPO") {
        return this.mayRead(object) ? (this.inCheckout(path.slice(around.length + 1)) ?? this.copied(path)) : undefined;
      }
    }
    return this.copied(path);
  }

  /** A file of a checkout as it is; none outside, whatever links lead there. */
  private inCheckout(relative: string): CodeFile | undefined {
    for (const root of this.checkouts.map((each) => realpathSync(each))) {
      const path = join(root, relative);
      if (existsSync(path) && realpathSync(path).startsWith(`${root}${sep}`)) return { path, root };
    }
    return undefined;
  }

  /** A file or notebook of the workspace's tree, with all that lies beside it: modules that it imports. */
  private copied(path: string): CodeFile | undefined {
    const object = findTreeObject(this.call, path);
    if (!object?.content || !this.mayRead(object)) return undefined;
    const around = parentPath(path) ?? "/";
    const root = join(this.folder, "workspace");
    for (const each of treeObjectsInside(this.call, around).slice(0, MOST_FILES)) {
      if (each.content && this.mayRead(each)) this.copy(each, root);
    }
    return { path: this.copy(object, root), root };
  }

  private copy(object: TreeObject, root: string): string {
    const language = object.content?.notebook?.language;
    const path = join(root, language === "PYTHON" ? `${object.path}.py` : object.path);
    const content = readTreeContent(this.call, object);
    const marked = language && !isNotebookSource(content, language);
    write(
      path,
      marked
        ? Buffer.concat([Buffer.from(`${languageMark(language)} Databricks notebook source\n`), content])
        : content,
    );
    return path;
  }

  private mayRead(object: TreeObject): boolean {
    return allows(this.call, treeRef(object), "CAN_READ");
  }
}

function write(path: string, content: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, content, { mode: 0o600 });
}
