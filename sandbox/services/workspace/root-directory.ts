import type { ObjectRef } from "./access-lists";

/** The top of every workspace's tree, which the service numbers 0. */
export const ROOT_DIRECTORY: ObjectRef = { type: "directories", id: "0" };
