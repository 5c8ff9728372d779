import { requireSight } from "../../authority/objects/access-lists";
import { ApiError, type Behaviour, type Call, invalidParameter, Reply, type Service } from "../../control-plane";
import { extensionOf, withFirstLine } from "./notebook-source";
import { existingTreeObject, type Notebook, readTreeContent, type TreeObject, treePath, treeRef } from "./tree";

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

function exported(call: Call, object: TreeObject, format: NonNullable<ExportRequest["format"]>): Exported {
  const { path, content } = object;
  if (!content) {
    throw new ApiError(501, "NOT_IMPLEMENTED", `The sandbox exports notebooks and files only: ${path} is neither.`);
  }
  const bytes = readTreeContent(call, object);
  if (content.notebook) return exportedNotebook(path, bytes, content.notebook, format);
  if (format !== "SOURCE" && format !== "AUTO" && format !== "RAW") {
    throw invalidParameter(`${path} is a file: it can not be exported as ${format}, which is for notebooks.`);
  }
  return { bytes, fileType: /\.([^./]+)$/.exec(path)?.[1] ?? "" };
}

function exportedNotebook(path: string, bytes: Buffer, { language, format }: Notebook, asked: string): Exported {
  const wanted = asked === "AUTO" || asked === "RAW" ? format : asked;
  if (wanted !== format) {
    throw new ApiError(501, "NOT_IMPLEMENTED", `The sandbox exports ${path} as ${format} only, as it was imported.`);
  }
  if (format === "JUPYTER") return { bytes, fileType: "ipynb" };
  return { bytes: withFirstLine(bytes, language), fileType: extensionOf(language) };
}

export const exportService: Service = { "workspace.Workspace.Export": exportObject };
