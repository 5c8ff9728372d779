import { applyMask, type Behaviour, type Call, type Service } from "../../control-plane";
import { requireWarehouse } from "../workspace/warehouses";
import { changeOwner } from "./owner-change";
import { listedQuery, type Query, type QuerySettings, queryKind, shownQuery } from "./query";
import { completeParameters, requireParameters } from "./query-parameters";

interface PageOf {
  page_size?: number;
  page_token?: string;
}

interface UpdateQuery {
  id: string;
  query?: Partial<QuerySettings> & { owner_user_name?: string };
  update_mask: string;
  auto_resolve_display_name?: boolean;
}

const UPDATABLE = [
  "display_name",
  "query_text",
  "description",
  "warehouse_id",
  "catalog",
  "schema",
  "parameters",
  "tags",
  "run_as_mode",
  "apply_auto_limit",
  "owner_user_name",
] as const;

/** @param before what was there: only a change of warehouse needs a right on it. @throws ApiError 400, 403 */
function checked(call: Call, settings: QuerySettings, before?: QuerySettings): QuerySettings {
  const { parameters, warehouse_id: warehouse } = settings;
  if (warehouse && warehouse !== before?.warehouse_id) requireWarehouse(call, warehouse, "CAN_VIEW");
  if (!parameters) return settings;
  requireParameters(parameters, (id) => queryKind.isReadable(call, id));
  return { ...settings, parameters: completeParameters(parameters) };
}

const create: Behaviour<{
  query?: Partial<QuerySettings> & { parent_path?: string };
  auto_resolve_display_name?: boolean;
}> = ({ query: { parent_path: parentPath, display_name: wanted = "New query", ...rest } = {}, ...request }, call) => {
  const { displayName, ...asset } = queryKind.place(call, {
    id: call.store.uuid(),
    displayName: wanted,
    parentPath,
    resolveName: request.auto_resolve_display_name ?? true,
  });
  const settings = checked(call, { run_as_mode: "OWNER", ...rest, display_name: displayName });
  const query: Query = { ...asset, settings, lastModifier: call.principal.name, updatedAt: asset.createdAt };
  return shownQuery(call, queryKind.put(call, query));
};

const get: Behaviour<{ id: string }> = ({ id }, call) => shownQuery(call, queryKind.readable(call, id));

const list: Behaviour<PageOf> = ({ page_size: size, page_token: token }, call) => {
  const { items, nextToken } = queryKind.page(call, { size, token });
  return { results: items.map((query) => listedQuery(call, query)), next_page_token: nextToken };
};

const update: Behaviour<UpdateQuery> = ({ id, query: wanted = {}, update_mask: mask }, call) => {
  const before = queryKind.active(call, id, "CAN_EDIT");
  const { owner_user_name: owner, ...masked } = applyMask<QuerySettings & { owner_user_name?: string }>(
    before.settings,
    wanted,
    mask,
    UPDATABLE,
  );
  const settings = checked(
    call,
    { run_as_mode: "OWNER", ...masked, display_name: masked.display_name ?? "" },
    before.settings,
  );
  const path = queryKind.rename(call, before, settings.display_name);
  const ownerId = owner === undefined ? before.ownerId : changeOwner(call, before, queryKind.ref(before), owner);
  const after = { ...before, path, ownerId, settings, lastModifier: call.principal.name, updatedAt: call.store.now() };
  return shownQuery(call, queryKind.put(call, after));
};

const trash: Behaviour<{ id: string }> = ({ id }, call) => {
  queryKind.trash(call, id);
  return undefined;
};

/** Visualisations belong to the query editor, which the sandbox does not have. */
const listVisualizations: Behaviour<{ id: string }> = ({ id }, call) => {
  queryKind.readable(call, id);
  return { results: [] };
};

export const queriesService: Service = {
  "sql.Queries.Create": create,
  "sql.Queries.Get": get,
  "sql.Queries.List": list,
  "sql.Queries.Update": update,
  "sql.Queries.Delete": trash,
  "sql.Queries.ListVisualizations": listVisualizations,
};
