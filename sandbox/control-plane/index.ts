/** The kernel of the control plane: what services build on. */

export type { Json, JsonObject } from "../catalogue/json";
export type { Addresses } from "./addresses";
export * from "./api-error";
export { tokenIn } from "./authentication";
export type { Background, BackgroundOptions } from "./background";
export * from "./call";
export { parseCallerJson } from "./caller-json";
export { type Clock, systemClock } from "./clock";
export { ControlPlane, type ControlPlaneOptions, type Services } from "./control-plane";
export * from "./directory";
export * from "./field-mask";
export * from "./file-tree";
export * from "./objects";
export { ownMember } from "./own-member";
export * from "./paging";
export { PortInUseError } from "./port-in-use-error";
export { removeWorkspace } from "./remove-workspace";
export { type Seed, seedSchema } from "./seed";
export { requireSeeded, type SeededIds, seededAccount } from "./seeding";
export {
  Collection,
  type ContentRange,
  compareKeys,
  type Entry,
  Index,
  type ListOptions,
  type Source,
  StateFileError,
  Store,
} from "./store";
export { Tokens } from "./tokens";
export { UntrustedFileError } from "./trusted-file";
export * from "./workspaces";
