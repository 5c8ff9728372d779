export { Collection, type Entry, Index, type ListOptions, type Source } from "./collection";
export { compareKeys } from "./key-order";
export type { ContentRange } from "./state-file";
export { StateFileError } from "./state-file-error";
export { Store } from "./store";
