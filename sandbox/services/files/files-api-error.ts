import { ApiError } from "../../control-plane";

/** @param reason what the service's clients tell refusals apart by. */
function refusal(status: number, errorCode: string, reason: string, message: string): ApiError {
  const info = { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason, domain: "filesystem.databricks.com" };
  return new ApiError(status, errorCode, message, [info]);
}

export const fileNotFound = (path: string): ApiError =>
  refusal(404, "NOT_FOUND", "FILES_API_FILE_NOT_FOUND", `The file being accessed is not found: ${path}.`);

export const directoryNotFound = (path: string): ApiError =>
  refusal(404, "NOT_FOUND", "FILES_API_DIRECTORY_IS_NOT_FOUND", `The directory being accessed is not found: ${path}.`);

export const fileExists = (path: string): ApiError =>
  refusal(
    409,
    "ALREADY_EXISTS",
    "FILES_API_FILE_ALREADY_EXISTS",
    `The file being created already exists: ${path}. Upload it with overwrite=true to replace it.`,
  );

export const fileInTheWay = (path: string): ApiError =>
  refusal(409, "ALREADY_EXISTS", "FILES_API_FILE_ALREADY_EXISTS", `A file is where a directory is needed: ${path}.`);

export const isDirectory = (path: string): ApiError =>
  refusal(400, "INVALID_PARAMETER_VALUE", "FILES_API_IS_A_DIRECTORY", `The path is a directory, not a file: ${path}.`);

export const directoryNotEmpty = (path: string): ApiError =>
  refusal(
    400,
    "INVALID_PARAMETER_VALUE",
    "FILES_API_DIRECTORY_IS_NOT_EMPTY",
    `The directory being deleted is not empty: ${path}. Delete what is in it first.`,
  );

export const modifiedSince = (path: string): ApiError =>
  refusal(
    412,
    "FAILED_PRECONDITION",
    "FILES_API_FILE_WAS_MODIFIED",
    `The file was modified since the given time: ${path}.`,
  );

export const rangeNotSatisfiable = (path: string, size: number): ApiError =>
  refusal(
    416,
    "INVALID_PARAMETER_VALUE",
    "FILES_API_RANGE_NOT_SATISFIABLE",
    `The asked range is not in the file, which has ${size} bytes: ${path}.`,
  );

export const directTransferDisabled = (): ApiError =>
  refusal(
    403,
    "PERMISSION_DENIED",
    "FILES_API_API_IS_NOT_ENABLED",
    "Presigned URLs are not enabled in this workspace: upload and download through /api/2.0/fs/files.",
  );
