import { type Behaviour, type Call, type FileEntry, Reply, type Service } from "../../control-plane";
import { askedRange } from "./byte-range";
import { type FilePlace, type FileUse, filePlace } from "./file-place";
import {
  fileExists,
  fileInTheWay,
  fileNotFound,
  isDirectory,
  modifiedSince,
  rangeNotSatisfiable,
} from "./files-api-error";

const NOTHING = new Reply(204, undefined);

/** The file's directories are made where they are missing: in cloud storage they are but parts of its name. */
const upload: Behaviour<{ file_path: string; contents: Uint8Array; overwrite?: boolean }> = (request, call) => {
  const { tree, path, fullPath } = filePlace(call, request.file_path, "write");
  const existing = tree.find(path);
  if (existing?.kind === "directory") throw isDirectory(fullPath);
  if (existing && request.overwrite === false) throw fileExists(fullPath);
  if (!existing && tree.fileInTheWay(path)) throw fileInTheWay(fullPath);
  tree.write(path, request.contents);
  return NOTHING;
};

const download: Behaviour<{ file_path: string; range?: string; "if-unmodified-since"?: string }> = (request, call) => {
  const { tree, path, fullPath, file } = existingFile(call, request.file_path, "read");
  const unmodifiedSince = Date.parse(request["if-unmodified-since"] ?? "");
  // HTTP's times have no milliseconds.
  if (Math.floor(file.modifiedAt / 1000) * 1000 > unmodifiedSince) throw modifiedSince(fullPath);
  const range = askedRange(request.range, file.size);
  if (range === "unsatisfiable") throw rangeNotSatisfiable(fullPath, file.size);
  const headers = headersOf(file);
  if (!range) return new Reply(200, tree.read(path), headers);
  const { start, length } = range;
  return new Reply(206, tree.read(path, range), {
    ...headers,
    "content-length": String(length),
    "content-range": `bytes ${start}-${start + length - 1}/${file.size}`,
  });
};

const getMetadata: Behaviour<{ file_path: string }> = (request, call) =>
  new Reply(200, undefined, headersOf(existingFile(call, request.file_path, "read").file));

const remove: Behaviour<{ file_path: string }> = (request, call) => {
  const { tree, path } = existingFile(call, request.file_path, "write");
  tree.remove(path);
  return NOTHING;
};

function existingFile(call: Call, given: string, use: FileUse): FilePlace & { file: FileEntry } {
  const place = filePlace(call, given, use);
  const file = place.tree.find(place.path);
  if (file?.kind !== "file") throw fileNotFound(place.fullPath);
  return { ...place, file };
}

const headersOf = ({ size, modifiedAt }: FileEntry): Record<string, string> => ({
  "accept-ranges": "bytes",
  "content-length": String(size),
  "content-type": "application/octet-stream",
  "last-modified": new Date(modifiedAt).toUTCString(),
});

export const filesInVolumesService: Service = {
  "files.Files.Upload": upload,
  "files.Files.Download": download,
  "files.Files.GetMetadata": getMetadata,
  "files.Files.Delete": remove,
};
