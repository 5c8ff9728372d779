import type { Json } from "../catalogue/json";

/**
 * A refusal as the service words it. Behaviours throw it; `error-response.ts` renders it in the dialect of the API
 * that was called (Databricks REST, SCIM or ARM).
 */
export class ApiError extends Error {
  constructor(
    /** HTTP status. */
    readonly status: number,
    /** The service's `error_code`, for example `RESOURCE_DOES_NOT_EXIST`; ARM's `code`. */
    readonly errorCode: string,
    message: string,
    /** Databricks' `details`: typed records such as `google.rpc.ErrorInfo`. */
    readonly details: Json[] = [],
  ) {
    super(message);
    this.name = "ApiError";
  }
}

export const invalidParameter = (message: string): ApiError => new ApiError(400, "INVALID_PARAMETER_VALUE", message);
export const malformedRequest = (message: string): ApiError => new ApiError(400, "MALFORMED_REQUEST", message);
export const permissionDenied = (message: string): ApiError => new ApiError(403, "PERMISSION_DENIED", message);
export const notFound = (message: string): ApiError => new ApiError(404, "RESOURCE_DOES_NOT_EXIST", message);
export const alreadyExists = (message: string): ApiError => new ApiError(409, "RESOURCE_ALREADY_EXISTS", message);
