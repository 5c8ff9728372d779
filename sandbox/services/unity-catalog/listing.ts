import type { Access } from "../../authority/unity-catalog/access";
import type { SecurableInfos } from "../../authority/unity-catalog/infos";
import { type SecurableType, securables } from "../../authority/unity-catalog/securables";
import { type Call, type Page, pageOf } from "../../control-plane";

/** How Unity Catalog's operations ask also for what the caller can only browse. */
export interface BrowseRequest {
  include_browse?: boolean;
}

/** How Unity Catalog's list operations ask for a page. */
export interface ListRequest extends BrowseRequest {
  page_token?: string;
  max_results?: number;
}

interface Listed<Type extends SecurableType> {
  type: Type;
  /** What using one takes: whoever may use it or manages it sees it, and who may browse it where the request asks so. */
  privilege: string;
  /** Only what lies in this catalog or schema, by its full name. Default: everything of the type. */
  within?: string | undefined;
  /** Also what this workspace is not bound to. Default: false. */
  unbound?: boolean;
}

/** One page of the securables of a type that the caller sees from this workspace. */
export function visiblePage<Type extends SecurableType>(
  call: Call,
  access: Access,
  { type, privilege, within, unbound = false }: Listed<Type>,
  { page_token: token, max_results: size, include_browse: browse = false }: ListRequest,
): Page<SecurableInfos[Type]> {
  const prefix = within === undefined ? "" : `${within}.`;
  return pageOf(call.store, securables[type], prefix, { token, size }, (info, name) => {
    const reached = unbound || access.find({ type, name }) !== undefined;
    return reached ? access.shown(info, { type, name }, privilege, browse) : undefined;
  });
}
