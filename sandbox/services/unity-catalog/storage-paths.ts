import { ApiError, invalidParameter, type Store } from "../../control-plane";
import type { ExternalLocationInfo } from "./external-locations";
import { securables } from "./securables";

const ABFSS = /^abfss:\/\/([a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9]))@([a-z0-9]{3,24})\.dfs\.core\.windows\.net(\/.*)?$/;

/** Refuses anything but a path in hierarchical Azure storage; returns it without a slash at its end. */
export function checkedPath(url: string): string {
  if (!ABFSS.test(url)) {
    throw invalidParameter(
      `'${url}' is not a valid storage path: expected abfss://<container>@<storage account>.dfs.core.windows.net/<path>.`,
    );
  }
  return url.replace(/\/+$/, "");
}

/** Whether `inner` is `outer` or lies below it. */
export const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);

/** The external location that governs `path`. */
export function locationOf(store: Store, path: string): ExternalLocationInfo {
  const found = store.find(securables.external_location, (info) =>
    isWithin(path, (info as ExternalLocationInfo).url.replace(/\/+$/, "")),
  );
  if (!found) {
    throw new ApiError(
      400,
      "INVALID_PARAMETER_VALUE",
      `No parent external location was found for path '${path}'. Create one that covers it first.`,
    );
  }
  return found.value as ExternalLocationInfo;
}
