import type { RegisteredModel } from "../../authority/unity-catalog/infos";
import type { Call } from "../../control-plane";
import type { ModelVersion } from "./registered-model";

/** Hears of a version whose files are all there, in the transaction that says so. */
type Hear = (call: Call, model: RegisteredModel, version: ModelVersion) => void;

const listeners: Hear[] = [];

/** Lets a service that is not Unity Catalog's hear of new versions: jobs, which they start. */
export function onVersionReady(hear: Hear): void {
  listeners.push(hear);
}

export function tellVersionReady(call: Call, model: RegisteredModel, version: ModelVersion): void {
  for (const hear of listeners) hear(call, model, version);
}
