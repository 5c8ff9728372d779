import type { Behaviour, Call, Service } from "../../control-plane";
import { type FileUse, filePlace } from "./file-place";
import { directTransferDisabled, fileExists } from "./files-api-error";

/**
 * Large files go past the API in the service: its clients ask for addresses in the storage account and send parts there.
 * The sandbox is a workspace from which the storage is not reached directly, and says so as the service does: the clients
 * then send or fetch the file through the Files API.
 */
const initiate: Behaviour<{ file_path: string; overwrite?: boolean }> = (request, call) => {
  const { tree, path, fullPath } = filePlace(call, request.file_path, "write");
  if (tree.find(path) && request.overwrite === false) throw fileExists(fullPath);
  return { multipart_upload: { session_token: call.store.uuid() } };
};

const refuse =
  (use: FileUse) =>
  ({ path }: { path: string }, call: Call): never => {
    filePlace(call, path, use);
    throw directTransferDisabled();
  };

export const directTransferService: Service = {
  "files.Files.InitiateUpload": initiate,
  "files.Files.CreateUploadPartUrls": refuse("write"),
  "files.Files.CreateAbortUploadUrl": refuse("write"),
  "files.Files.CreateDownloadUrl": refuse("read"),
};
