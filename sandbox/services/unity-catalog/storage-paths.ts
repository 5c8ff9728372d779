import { Access } from "../../authority/unity-catalog/access";
import type { ExternalLocationInfo } from "../../authority/unity-catalog/infos";
import { catalogOf, locationRef, type SecurableRef, securables } from "../../authority/unity-catalog/securables";
import { ApiError, type Call, invalidParameter, type Store } from "../../control-plane";

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
  const found = store.find(securables.external_location, ({ url }) => isWithin(path, url.replace(/\/+$/, "")));
  if (!found) {
    throw new ApiError(
      400,
      "INVALID_PARAMETER_VALUE",
      `No parent external location was found for path '${path}'. Create one that covers it first.`,
    );
  }
  return found.value;
}

/** The path, checked, with the external location that governs it, if the caller has `privilege` on that. */
export function usablePath(
  call: Call,
  url: string,
  privilege: string,
): { path: string; location: ExternalLocationInfo } {
  const path = checkedPath(url);
  const location = locationOf(call.store, path);
  Access.of(call).require(privilege, locationRef(location.name));
  return { path, location };
}

/**
 * Where something that a schema manages lies: at the schema's own place, or else at its catalog's. The sandbox's
 * metastore has none to fall back on.
 */
export function managedPath(
  access: Access,
  schema: SecurableRef<"schema">,
  kind: "models" | "tables" | "volumes",
  id: string,
): string {
  const { storage_location: own } = access.existing(schema);
  return `${own ?? access.existing(catalogOf(schema.name)).storage_location}/${kind}/${id}`;
}
