import { applyMask, type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { type Asset, AssetKind, directoryOf, ownerName } from "../workspace/assets";
import { type AlertValue, requireValue } from "./alert-checks";
import { changeOwner } from "./owner-change";
import { queryKind } from "./query";

interface AlertCondition {
  op?: string;
  operand?: { column?: { name?: string } };
  threshold?: { value?: AlertValue };
  empty_result_state?: string;
}

interface LegacyAlertSettings {
  display_name: string;
  query_id: string;
  condition: AlertCondition;
  custom_subject?: string;
  custom_body?: string;
  notify_on_ok?: boolean;
  seconds_to_retrigger?: number;
}

/** An alert of the API before the present one: it watches a query that is an object of its own, and has no schedule. */
interface LegacyAlert extends Asset {
  settings: LegacyAlertSettings;
  /** Milliseconds since 1970. */
  updatedAt: number;
}

type Requested = Partial<LegacyAlertSettings> & { owner_user_name?: string };

export const legacyAlertKind = new AssetKind<LegacyAlert>({
  noun: "Alert",
  objectType: "ALERT",
  permissions: "sql/alerts",
  extension: ".dbalert",
  keptAs: "sql.legacy-alert",
});

const UPDATABLE = [
  "display_name",
  "query_id",
  "condition",
  "custom_subject",
  "custom_body",
  "notify_on_ok",
  "seconds_to_retrigger",
  "owner_user_name",
] as const;

function listedAlert(call: Call, alert: LegacyAlert): object {
  return {
    id: alert.id,
    ...alert.settings,
    owner_user_name: ownerName(call, alert),
    state: "UNKNOWN",
    lifecycle_state: legacyAlertKind.isActive(call, alert) ? "ACTIVE" : "TRASHED",
    create_time: new Date(alert.createdAt).toISOString(),
    update_time: new Date(alert.updatedAt).toISOString(),
  };
}

const shownAlert = (call: Call, alert: LegacyAlert): object => ({
  ...listedAlert(call, alert),
  parent_path: `/Workspace${directoryOf(alert)}`,
});

/** @throws ApiError 400, and 403 or 404 for the query */
function checked(call: Call, requested: Partial<LegacyAlertSettings>): LegacyAlertSettings {
  const { display_name = "", query_id, condition, ...rest } = requested;
  if (!query_id) throw invalidParameter("An alert needs the query_id of the query that it watches.");
  queryKind.active(call, query_id, "CAN_READ");
  if (!condition?.op) throw invalidParameter("An alert needs a condition with op, operand and threshold.");
  if (!condition.operand?.column?.name) throw invalidParameter("condition.operand.column has no name.");
  if (condition.op !== "IS_NULL") requireValue("condition.threshold.value", condition.threshold?.value ?? {});
  const { seconds_to_retrigger: seconds = 0 } = rest;
  if (seconds < 0) throw invalidParameter(`seconds_to_retrigger must not be negative, got ${seconds}.`);
  return { ...rest, display_name, query_id, condition };
}

const create: Behaviour<{
  alert?: Partial<LegacyAlertSettings> & { parent_path?: string };
  auto_resolve_display_name?: boolean;
}> = (
  { alert: { parent_path: parentPath, ...requested } = {}, auto_resolve_display_name: resolveName = true },
  call,
) => {
  const settings = checked(call, requested);
  const { displayName, ...asset } = legacyAlertKind.place(call, {
    id: call.store.uuid(),
    displayName: settings.display_name,
    parentPath,
    resolveName,
  });
  const alert = { ...asset, settings: { ...settings, display_name: displayName }, updatedAt: asset.createdAt };
  return shownAlert(call, legacyAlertKind.put(call, alert));
};

const get: Behaviour<{ id: string }> = ({ id }, call) => shownAlert(call, legacyAlertKind.readable(call, id));

const list: Behaviour<{ page_size?: number; page_token?: string }> = ({ page_size: size, page_token: token }, call) => {
  const { items, nextToken } = legacyAlertKind.page(call, { size, token });
  return { results: items.map((alert) => listedAlert(call, alert)), next_page_token: nextToken };
};

const update: Behaviour<{ id: string; alert?: Requested; update_mask: string }> = (
  { id, alert: wanted = {}, update_mask: mask },
  call,
) => {
  const before = legacyAlertKind.active(call, id, "CAN_EDIT");
  const { owner_user_name: owner, ...masked } = applyMask<Requested>(before.settings, wanted, mask, UPDATABLE);
  const settings = checked(call, masked);
  const path = legacyAlertKind.rename(call, before, settings.display_name);
  const ownerId = owner === undefined ? before.ownerId : changeOwner(call, before, legacyAlertKind.ref(before), owner);
  return shownAlert(
    call,
    legacyAlertKind.put(call, { ...before, path, ownerId, settings, updatedAt: call.store.now() }),
  );
};

const trash: Behaviour<{ id: string }> = ({ id }, call) => {
  legacyAlertKind.trash(call, id);
  return undefined;
};

export const legacyAlertsService: Service = {
  "sql.Alerts.Create": create,
  "sql.Alerts.Get": get,
  "sql.Alerts.List": list,
  "sql.Alerts.Update": update,
  "sql.Alerts.Delete": trash,
};
