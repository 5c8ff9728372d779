import type { JsonObject } from "../catalogue/json";
import { ApiError } from "./api-error";
import type { StateFileError } from "./store";

/** How an API words its refusals: Databricks REST, SCIM, or Azure Resource Manager. */
export type Dialect = "rest" | "scim" | "arm";

/** What ARM calls the kernel's own refusals. Its services' refusals carry ARM's codes already. */
const ARM_CODES: Readonly<Record<string, string>> = {
  ENDPOINT_NOT_FOUND: "InvalidResourceType",
  INTERNAL_ERROR: "InternalServerError",
  INVALID_PARAMETER_VALUE: "InvalidRequestContent",
  MALFORMED_REQUEST: "InvalidRequestContent",
  NOT_IMPLEMENTED: "NotImplemented",
  PERMISSION_DENIED: "InvalidAuthenticationToken",
  REQUEST_LIMIT_EXCEEDED: "TooManyRequests",
  TEMPORARILY_UNAVAILABLE: "ServiceUnavailable",
  UNAUTHENTICATED: "AuthenticationFailed",
};

export function errorBody(error: ApiError, dialect: Dialect): JsonObject {
  switch (dialect) {
    case "arm":
      return { error: { code: ARM_CODES[error.errorCode] ?? error.errorCode, message: error.message } };
    case "scim":
      return {
        schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
        detail: error.message,
        status: String(error.status),
        // SCIM's own error types are the only codes in camel case. A conflict carries none: clients compare its text.
        ...(/^[a-z]/.test(error.errorCode) ? { scimType: error.errorCode } : {}),
      };
    case "rest":
      return {
        error_code: error.errorCode,
        message: error.message,
        ...(error.details.length > 0 ? { details: error.details } : {}),
      };
  }
}

/** ARM answers a token that it does not know with 401, where Databricks says 403. */
export const statusOf = (error: ApiError, dialect: Dialect): number =>
  dialect === "arm" && error.errorCode === "PERMISSION_DENIED" ? 401 : error.status;

/** A fault of the control plane itself, worded for the caller; the cause goes to the log under the same reference. */
export function internalError(reference: string): ApiError {
  return new ApiError(
    500,
    "INTERNAL_ERROR",
    `The sandbox failed on this call (reference ${reference}). Please send us the lines of the control plane's log with that reference.`,
  );
}

/** The disk is full, or the state is damaged: the caller cannot do anything about it, and is told what can be done. */
export const stateError = ({ message }: StateFileError): ApiError => new ApiError(500, "INTERNAL_ERROR", message);
