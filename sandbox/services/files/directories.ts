import { type Behaviour, type Call, invalidParameter, Reply, type Service } from "../../control-plane";
import { type FilePlace, type FileUse, filePlace } from "./file-place";
import { directoryNotEmpty, directoryNotFound, fileInTheWay } from "./files-api-error";

const NOTHING = new Reply(204, undefined);
/** The service's default, and the most that it gives. */
const PAGE_SIZE = 1000;

/** Makes the directory and those around it; one that is there already stays. */
const create: Behaviour<{ directory_path: string }> = ({ directory_path: given }, call) => {
  const { tree, path, fullPath } = filePlace(call, given, "write");
  if (tree.fileInTheWay(path)) throw fileInTheWay(fullPath);
  tree.makeDirectory(path);
  return NOTHING;
};

const getMetadata: Behaviour<{ directory_path: string }> = ({ directory_path: given }, call) => {
  existingDirectory(call, given, "read");
  return new Reply(200, undefined);
};

const list: Behaviour<{ directory_path: string; page_size?: number; page_token?: string }> = (request, call) => {
  const { tree, path, fullPath } = existingDirectory(call, request.directory_path, "read");
  const asked = { token: request.page_token, size: request.page_size || PAGE_SIZE };
  const { items, nextToken } = tree.children(path, asked);
  const contents = items.map((entry) => {
    const name = entry.path.slice(entry.path.lastIndexOf("/") + 1);
    const isDirectory = entry.kind === "directory";
    const size = isDirectory ? {} : { file_size: entry.size, last_modified: entry.modifiedAt };
    return { name, path: `${fullPath}/${name}`, is_directory: isDirectory, ...size };
  });
  return { contents, next_page_token: nextToken };
};

const remove: Behaviour<{ directory_path: string }> = ({ directory_path: given }, call) => {
  const { tree, path, fullPath } = existingDirectory(call, given, "write");
  if (path === "") throw invalidParameter(`${fullPath} is a volume: delete it as such, with Unity Catalog's API.`);
  if (!tree.isEmpty(path)) throw directoryNotEmpty(fullPath);
  tree.remove(path);
  return NOTHING;
};

function existingDirectory(call: Call, given: string, use: FileUse): FilePlace {
  const place = filePlace(call, given, use);
  if (place.tree.find(place.path)?.kind !== "directory") throw directoryNotFound(place.fullPath);
  return place;
}

export const directoriesInVolumesService: Service = {
  "files.Files.CreateDirectory": create,
  "files.Files.GetDirectoryMetadata": getMetadata,
  "files.Files.ListDirectoryContents": list,
  "files.Files.DeleteDirectory": remove,
};
