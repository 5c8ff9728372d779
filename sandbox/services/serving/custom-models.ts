import { Access } from "../../authority/unity-catalog/access";
import { modelRef } from "../../authority/unity-catalog/securables";
import { ApiError, type Call, invalidParameter, notFound } from "../../control-plane";
import { modelVersionOf } from "../unity-catalog/registered-model";

/**
 * Refuses to serve a version of a registered model that is not there, not ready, or that the caller may not execute.
 * @throws ApiError 400, 403 or 404
 */
export function requireServable(call: Call, fullName: string, version: string | undefined): void {
  if (fullName.split(".").length !== 3) {
    throw notFound(
      `Registered model '${fullName}' does not exist: models are registered in Unity Catalog, as catalog.schema.model.`,
    );
  }
  const model = modelRef(fullName);
  Access.of(call).usable(model, "EXECUTE");
  if (!version || !/^[1-9]\d*$/.test(version)) {
    throw invalidParameter(
      `entity_version of '${fullName}' must be the number of a version, got '${version ?? ""}': aliases are not followed.`,
    );
  }
  const found = modelVersionOf(call.store, model.name, Number(version));
  if (!found) throw notFound(`Version ${version} of registered model '${fullName}' does not exist.`);
  if (found.status !== "READY") {
    throw new ApiError(
      400,
      "INVALID_STATE",
      `Version ${version} of registered model '${fullName}' is ${found.status}: only one that is READY can be served.`,
    );
  }
}
