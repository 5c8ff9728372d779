import { requireLevel } from "../../authority/objects/access-lists";
import {
  ApiError,
  alreadyExists,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  type Service,
} from "../../control-plane";
import { jupyterLanguage } from "./jupyter";
import { type ArchivedNotebook, notebooksIn } from "./notebook-archive";
import { extensionOf, isNotebookSource, languageOfPath } from "./notebook-source";
import { requireMutable } from "./snapshot-folder";
import {
  addTreeObject,
  asAsked,
  findTreeObject,
  isFolder,
  type Notebook,
  type NotebookLanguage,
  parentPath,
  type TreeObject,
  treePath,
  treeRef,
  writeTreeContent,
} from "./tree";

interface ImportRequest {
  path: string;
  /** In Base64. */
  content?: string;
  format?: "AUTO" | "DBC" | "HTML" | "JUPYTER" | "RAW" | "R_MARKDOWN" | "SOURCE";
  language?: NotebookLanguage;
  overwrite?: boolean;
}

/** What a request makes: a notebook, or a file where there is none. */
interface Imported {
  path: string;
  notebook?: Notebook;
}

const importObject: Behaviour<ImportRequest> = (request, call) => {
  const bytes = decoded(request.content ?? "");
  if (request.format === "DBC") return importArchive(request, bytes, call);
  const { path, notebook } = imported({ ...request, path: treePath(request.path) }, bytes);
  const object = writableObject(call, path, notebook ? "NOTEBOOK" : "FILE", request);
  writeTreeContent(call, object, bytes, notebook);
  return { object_id: object.object_id };
};

/**
 * The notebooks of a Databricks archive: in a folder that is made for them, or, where the archive is of one notebook and not
 * of a folder, as that notebook.
 */
function importArchive(request: ImportRequest, bytes: Buffer, call: Call): object {
  if (request.overwrite)
    throw invalidParameter("overwrite is not supported for format DBC: it may contain a directory.");
  const notebooks = notebooksIn(bytes);
  const path = treePath(request.path);
  const [only, ...others] = notebooks;
  if (only && others.length === 0 && !only.path.includes("/")) return { object_id: add(call, request, path, only) };
  const folder = writableObject(call, path, "DIRECTORY", request);
  for (const notebook of notebooks) {
    const place = treePath(`${path}/${notebook.path}`);
    makeFoldersAround(call, place);
    add(call, { path: place }, place, notebook);
  }
  return { object_id: folder.object_id };
}

function add(call: Call, request: Pick<ImportRequest, "path">, path: string, notebook: ArchivedNotebook): number {
  const object = writableObject(call, path, "NOTEBOOK", request);
  writeTreeContent(call, object, notebook.source, { language: notebook.language, format: "SOURCE" });
  return object.object_id;
}

/** Those that are missing, in a folder that the caller has just made. */
function makeFoldersAround(call: Call, path: string): void {
  const around = parentPath(path) ?? "/";
  if (findTreeObject(call, around)) return;
  makeFoldersAround(call, around);
  addTreeObject(call, around, "DIRECTORY");
}

interface ImportFileRequest {
  path: string;
  overwrite?: boolean;
  contents: Buffer;
}

/** Takes the bytes as they are, and tells by name and content what they are. */
const importFile: Behaviour<ImportFileRequest> = (request, call) => {
  const asked = `/${request.path}`;
  const { path, notebook } = recognised(treePath(asked), request.contents);
  const there = findTreeObject(call, path);
  if (there?.object_type === "FILE" && !request.overwrite) {
    requireLevel(call, treeRef(there), "CAN_EDIT");
    throw alreadyExists(`File already exists at (${asAsked(asked, path)}).`);
  }
  const object = writableObject(call, path, notebook ? "NOTEBOOK" : "FILE", { ...request, path: asked });
  writeTreeContent(call, object, request.contents, notebook);
  return undefined;
};

function imported({ path, format = "SOURCE", language }: ImportRequest, bytes: Buffer): Imported {
  switch (format) {
    case "SOURCE":
      if (!language) throw invalidParameter(`Missing the language of the notebook ${path}: format SOURCE needs it.`);
      return { path, notebook: { language, format } };
    case "JUPYTER":
      return { path, notebook: { language: jupyterLanguage(bytes), format } };
    case "RAW":
      return { path };
    case "AUTO":
      return recognised(path, bytes);
    default:
      throw new ApiError(501, "NOT_IMPLEMENTED", `The sandbox does not import format ${format} (${path}).`);
  }
}

/** A notebook, whose name loses its extension, where extension and content say so; a file for anything else. */
export function recognised(path: string, bytes: Buffer): Imported {
  if (path.endsWith(".ipynb")) {
    return { path: path.slice(0, -".ipynb".length), notebook: { language: jupyterLanguage(bytes), format: "JUPYTER" } };
  }
  const language = languageOfPath(path);
  if (!language || !isNotebookSource(bytes, language)) return { path };
  return { path: path.slice(0, -extensionOf(language).length - 1), notebook: { language, format: "SOURCE" } };
}

/** The object at `path`, which is made where it is missing, if the caller may write to it. */
function writableObject(
  call: Call,
  path: string,
  type: "NOTEBOOK" | "FILE" | "DIRECTORY",
  { path: asked, overwrite = false }: Pick<ImportRequest, "path" | "overwrite">,
): TreeObject {
  requireMutable(call, path);
  const shown = asAsked(asked, path);
  const existing = findTreeObject(call, path);
  if (existing) {
    requireLevel(call, treeRef(existing), "CAN_EDIT");
    if (!overwrite) throw new ApiError(400, "RESOURCE_ALREADY_EXISTS", `Path (${shown}) already exists.`);
    if (existing.object_type === type) return existing;
    throw invalidParameter(
      `Cannot overwrite ${shown}: requested node type [${type}] is different from the existing node type [${existing.object_type}].`,
    );
  }
  const around = findTreeObject(call, parentPath(path) ?? "/");
  if (!around || !isFolder(around)) {
    throw notFound(`The parent folder (${asAsked(asked, parentPath(path) ?? "/")}) does not exist.`);
  }
  requireLevel(call, treeRef(around), "CAN_EDIT");
  return addTreeObject(call, path, type);
}

function decoded(content: string): Buffer {
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(content)) throw invalidParameter("The content must be encoded in Base64.");
  return Buffer.from(content, "base64");
}

export const importService: Service = {
  "workspace.Workspace.Import": importObject,
  "workspace.WorkspaceFiles.ImportFile": importFile,
};
