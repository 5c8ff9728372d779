import { ApiError, type Call, invalidParameter } from "../../control-plane";
import { Access } from "../unity-catalog/access";
import { versionableModel } from "../unity-catalog/model-access";
import { existingVersion, filesOf, modelRef, type RegisteredModel } from "../unity-catalog/registered-model";
import type { FilePlace, FileUse } from "./file-place";

/**
 * A place among the files of a model version: `/Models/<catalog>/<schema>/<model>/<version>/<path>`. Whoever may execute
 * the model reads them; they are written until the version is ready, and never after.
 */
export function modelPlace(call: Call, segments: readonly string[], use: FileUse): FilePlace {
  const [, catalog, schema, name, number = "", ...inside] = segments;
  if (!catalog || !schema || !name || !/^[1-9]\d{0,8}$/.test(number)) {
    throw invalidParameter(
      `Invalid path: /${segments.join("/")}. Expected /Models/<catalog>/<schema>/<model>/<version>/<path>.`,
    );
  }
  const fullName = `${catalog}.${schema}.${name}`;
  const model = use === "read" ? executableModel(call, fullName) : versionableModel(call, fullName);
  const version = existingVersion(call.store, model, Number(number));
  if (use === "write" && version.status !== "PENDING_REGISTRATION") {
    throw new ApiError(
      400,
      "INVALID_STATE",
      `Version ${number} of '${model.full_name}' is ${version.status}: its files can no longer be changed. Register a new version.`,
    );
  }
  return { tree: filesOf(call.store, version), path: inside.join("/"), fullPath: `/${segments.join("/")}` };
}

function executableModel(call: Call, fullName: string): RegisteredModel {
  const access = Access.of(call);
  const model = access.existing<RegisteredModel>(modelRef(fullName));
  access.require("EXECUTE", modelRef(fullName));
  return model;
}
