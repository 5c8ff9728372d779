import type { Call } from "../../control-plane";
import { Access } from "./access";
import { modelRef, type RegisteredModel } from "./registered-model";

/** The model, if the caller may know of it; also one that it can only browse, where the request asks for such. */
export function visibleModel(call: Call, fullName: string, browse = false): RegisteredModel {
  return Access.of(call).visible<RegisteredModel>(modelRef(fullName), "EXECUTE", browse);
}

/** The model, if the caller may change it. */
export function managedModel(call: Call, fullName: string): RegisteredModel {
  const access = Access.of(call);
  const model = access.existing<RegisteredModel>(modelRef(fullName));
  access.requireManage(modelRef(fullName));
  return model;
}

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
  const model = access.existing<RegisteredModel>(modelRef(fullName));
  if (access.manages(modelRef(fullName))) access.requireManage(modelRef(fullName));
  else access.require(privilege, modelRef(fullName));
  return model;
}
