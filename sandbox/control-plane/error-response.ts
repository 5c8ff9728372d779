import type { JsonObject } from "../catalogue/json";
import { ApiError } from "./api-error";

/** How an API words its refusals: Databricks REST, SCIM, or Azure Resource Manager. */
export type Dialect = "rest" | "scim" | "arm";

export function errorBody(error: ApiError, dialect: Dialect): JsonObject {
  switch (dialect) {
    case "arm":
      return { error: { code: error.errorCode, message: error.message } };
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

/** A fault of the control plane itself, worded for the caller; the cause goes to the log under the same reference. */
export function internalError(reference: string): ApiError {
  return new ApiError(
    500,
    "INTERNAL_ERROR",
    `The sandbox failed on this call (reference ${reference}). Please send us the lines of the control plane's log with that reference.`,
  );
}
