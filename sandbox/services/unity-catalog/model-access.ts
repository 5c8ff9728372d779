import { Access } from "../../authority/unity-catalog/access";
import type { RegisteredModel } from "../../authority/unity-catalog/infos";
import { modelRef } from "../../authority/unity-catalog/securables";
import type { Call } from "../../control-plane";

/** The model, if the caller may know of it; also one that it can only browse, where the request asks for such. */
export const visibleModel = (call: Call, fullName: string, browse = false): RegisteredModel =>
  Access.of(call).visible(modelRef(fullName), "EXECUTE", browse);

/** The model, if the caller may change it. */
export const managedModel = (call: Call, fullName: string): RegisteredModel =>
  Access.of(call).managed(modelRef(fullName));

/** The model, if the caller may set tags on it and its versions: who manages it, and who was given APPLY TAG. */
export function taggableModel(call: Call, fullName: string): RegisteredModel {
  return managedOr("APPLY_TAG", call, fullName);
}

/** The model, if the caller may add versions to it: who manages it, and who was given CREATE MODEL VERSION. */
export function versionableModel(call: Call, fullName: string): RegisteredModel {
  return managedOr("CREATE_MODEL_VERSION", call, fullName);
}

function managedOr(privilege: string, call: Call, fullName: string): RegisteredModel {
  const access = Access.of(call);
  const model = modelRef(fullName);
  access.existing(model);
  return access.manages(model) ? access.managed(model) : access.usable(model, privilege);
}
