import { requireSight, sightOf } from "../../authority/objects/access-lists";
import { ApiError, type Behaviour, type Call, invalidParameter, Reply, type Service } from "../../control-plane";
import { type ArchivedNotebook, archived } from "./notebook-archive";
import { htmlOf, jupyterOf, sourceOf } from "./notebook-conversion";
import { extensionOf, withFirstLine } from "./notebook-source";
import {
  existingTreeObject,
  isFolder,
  type Notebook,
  pathsInside,
  readTreeContent,
  type TreeObject,
  treeObjectsInside,
  treePath,
  treeRef,
} from "./tree";
import { zipped } from "./zip-archive";

interface ExportRequest {
  path: string;
  format?: "AUTO" | "DBC" | "HTML" | "JUPYTER" | "RAW" | "R_MARKDOWN" | "SOURCE";
  /** Asks for the bytes alone. */
  direct_download?: boolean;
}

interface Exported {
  bytes: Buffer;
  /** The extension that a file of this content has; empty for none. */
  fileType: string;
}

const exportObject: Behaviour<ExportRequest> = (request, call) => {
  const object = existingTreeObject(call, treePath(request.path), request.path);
  requireSight(call, treeRef(object));
  const { bytes, fileType } = exported(call, object, request.format ?? "SOURCE");
  if (request.direct_download) return new Reply(200, bytes, { "content-type": "application/octet-stream" });
  return { content: bytes.toString("base64"), file_type: fileType };
};

/** Tells what a file holds that stands for an object which has an API of its own, by its id there. */
type AssetExport = (call: Call, id: string) => string;

const assetExports = new Map<TreeObject["object_type"], AssetExport>();

/** Lets objects of a type be exported: the service that has them says what they are as a file. */
export function exportsAs(type: TreeObject["object_type"], text: AssetExport): void {
  assetExports.set(type, text);
}

function exported(call: Call, object: TreeObject, format: NonNullable<ExportRequest["format"]>): Exported {
  const { path, content } = object;
  if (isFolder(object)) return exportedFolder(call, object, format);
  const asset = assetExports.get(object.object_type);
  if (asset)
    return { bytes: Buffer.from(asset(call, treeRef(object).id)), fileType: path.slice(path.lastIndexOf(".") + 1) };
  if (!content) {
    throw new ApiError(
      501,
      "NOT_IMPLEMENTED",
      `The sandbox exports notebooks, files, queries, alerts and dashboards only: ${path} is none.`,
    );
  }
  const bytes = readTreeContent(call, object);
  if (content.notebook) return exportedNotebook(path, bytes, content.notebook, format);
  if (format !== "SOURCE" && format !== "AUTO" && format !== "RAW") {
    throw invalidParameter(`${path} is a file: it can not be exported as ${format}, which is for notebooks.`);
  }
  return { bytes, fileType: /\.([^./]+)$/.exec(path)?.[1] ?? "" };
}

/** Everything in it that the caller sees; only AUTO takes files and assets along. */
function exportedFolder(call: Call, folder: TreeObject, format: NonNullable<ExportRequest["format"]>): Exported {
  if (format !== "DBC" && format !== "SOURCE" && format !== "AUTO") {
    throw invalidParameter(
      `${folder.path} is a folder: it can be exported as DBC, SOURCE or AUTO only, not as ${format}.`,
    );
  }
  const sees = sightOf(call);
  const inside = treeObjectsInside(call, folder.path).filter((each) => !isFolder(each) && sees(treeRef(each)));
  const place = ({ path }: TreeObject): string => path.slice(pathsInside(folder.path).length);
  if (format === "DBC") {
    const notebooks = inside.flatMap((each) => archivedNotebook(call, each, place(each)) ?? []);
    return { bytes: archived(notebooks), fileType: "dbc" };
  }
  const taken = inside.filter(({ content, object_type: type }) =>
    format === "AUTO" ? content !== undefined || assetExports.has(type) : content?.notebook !== undefined,
  );
  const entries = taken.map((each) => {
    const { bytes, fileType } = exported(call, each, format);
    return { path: each.content?.notebook ? `${place(each)}.${fileType}` : place(each), bytes };
  });
  return { bytes: zipped(entries), fileType: "zip" };
}

function archivedNotebook(call: Call, object: TreeObject, path: string): ArchivedNotebook | undefined {
  const notebook = object.content?.notebook;
  if (!notebook) return undefined;
  return { path, language: notebook.language, source: notebookSource(readTreeContent(call, object), notebook) };
}

const notebookSource = (bytes: Buffer, { language, format }: Notebook): Buffer =>
  format === "SOURCE" ? withFirstLine(bytes, language) : sourceOf(bytes, language);

function exportedNotebook(path: string, bytes: Buffer, notebook: Notebook, asked: string): Exported {
  const { language, format } = notebook;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const wanted = asked === "AUTO" || asked === "RAW" ? format : asked;
  const source = notebookSource(bytes, notebook);
  switch (wanted) {
    case "SOURCE":
      return { bytes: source, fileType: extensionOf(language) };
    case "JUPYTER":
      return { bytes: format === "JUPYTER" ? bytes : jupyterOf(bytes, language), fileType: "ipynb" };
    case "HTML":
      return { bytes: htmlOf(source, language, name), fileType: "html" };
    case "DBC":
      return { bytes: archived([{ path: name, language, source }]), fileType: "dbc" };
    default:
      throw new ApiError(501, "NOT_IMPLEMENTED", `The sandbox does not export format ${wanted} (${path}).`);
  }
}

/** The bytes alone, of what the address names. */
const exportFile: Behaviour<{ path: string }> = ({ path }, call) => {
  const object = existingTreeObject(call, treePath(`/${path}`));
  requireSight(call, treeRef(object));
  const { bytes } = exported(call, object, "AUTO");
  return new Reply(200, bytes, { "content-type": "application/octet-stream" });
};

export const exportService: Service = {
  "workspace.Workspace.Export": exportObject,
  "workspace.WorkspaceFiles.ExportFile": exportFile,
};
