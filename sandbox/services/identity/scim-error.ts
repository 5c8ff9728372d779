import { ApiError } from "../../control-plane";

/** SCIM's own kinds of refusal; they travel as `scimType`. */
type ScimType = "invalidFilter" | "invalidPath" | "invalidSyntax" | "invalidValue" | "mutability" | "noTarget";

export const scimError = (type: ScimType, message: string): ApiError => new ApiError(400, type, message);
