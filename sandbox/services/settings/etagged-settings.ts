import { requireAccountAdmin } from "../../authority/account/roles";
import { requireWorkspaceAdmin } from "../../authority/workspace/caller";
import {
  AccountObjects,
  ApiError,
  type Behaviour,
  type Call,
  invalidParameter,
  type JsonObject,
  type Service,
  WorkspaceObjects,
} from "../../control-plane";

/** A setting of a workspace, or of the account, that an update must have read before. */
interface EtaggedSetting {
  /** The member that holds its value. */
  member: string;
  /** What holds where nobody has set it. Absent: there is no setting then. */
  initial?: JsonObject;
  /** @throws ApiError for a value that can not be set now. */
  check?(call: Call, wanted: JsonObject, before: JsonObject | undefined): void;
}

interface Stored {
  value: JsonObject;
  /** Changes with every update. */
  etag: string;
}

/** By the catalogue's service. */
export const workspaceSettingValues = new WorkspaceObjects<Stored>("settings.of-workspace");
const accountSettingValues = new AccountObjects<Stored>("settings.of-account");

const OFF = { value: false };
const ON = { value: true };

const OF_WORKSPACES: Readonly<Record<string, EtaggedSetting>> = {
  "settings.AibiDashboardEmbeddingAccessPolicy": {
    member: "aibi_dashboard_embedding_access_policy",
    initial: { access_policy_type: "ALLOW_ALL_DOMAINS" },
  },
  "settings.AibiDashboardEmbeddingApprovedDomains": {
    member: "aibi_dashboard_embedding_approved_domains",
    initial: { approved_domains: [] },
    check: requireApprovedDomains,
  },
  "settings.AutomaticClusterUpdate": { member: "automatic_cluster_update_workspace", initial: { enabled: false } },
  "settings.ComplianceSecurityProfile": {
    member: "compliance_security_profile_workspace",
    initial: { is_enabled: false, compliance_standards: [] },
    check: requireProfileStays,
  },
  "settings.DashboardEmailSubscriptions": { member: "boolean_val", initial: ON },
  "settings.DefaultNamespace": { member: "namespace" },
  "settings.DefaultWarehouseId": { member: "string_val" },
  "settings.DisableLegacyAccess": { member: "disable_legacy_access", initial: OFF },
  "settings.DisableLegacyDbfs": { member: "disable_legacy_dbfs", initial: OFF },
  "settings.EnhancedSecurityMonitoring": {
    member: "enhanced_security_monitoring_workspace",
    initial: { is_enabled: false },
  },
  "settings.LlmProxyPartnerPoweredWorkspace": { member: "boolean_val", initial: ON },
  "settings.SqlResultsDownload": { member: "boolean_val", initial: ON },
};

const OF_ACCOUNTS: Readonly<Record<string, EtaggedSetting>> = {
  "settings.CspEnablementAccount": {
    member: "csp_enablement_account",
    initial: { is_enforced: false, compliance_standards: [] },
  },
  "settings.DisableLegacyFeatures": { member: "disable_legacy_features", initial: OFF },
  "settings.EnableIpAccessLists": { member: "acct_ip_acl_enable", initial: OFF },
  "settings.EsmEnablementAccount": { member: "esm_enablement_account", initial: { is_enforced: false } },
  "settings.LlmProxyPartnerPoweredAccount": { member: "boolean_val", initial: ON },
  "settings.LlmProxyPartnerPoweredEnforce": { member: "boolean_val", initial: OFF },
  "settings.PersonalCompute": { member: "personal_compute", initial: { value: "ON" } },
};

/** "The approved domains list can't be modified when the current access policy is not set to ALLOW_APPROVED_DOMAINS." */
function requireApprovedDomains(call: Call): void {
  const policy = workspaceSettingValues.get(call, "settings.AibiDashboardEmbeddingAccessPolicy")?.value;
  if (policy?.access_policy_type === "ALLOW_APPROVED_DOMAINS") return;
  throw invalidParameter(
    "The approved domains can not be changed: the embedding access policy is not ALLOW_APPROVED_DOMAINS.",
  );
}

/** "This setting can NOT be disabled once it is enabled." */
function requireProfileStays(_call: Call, wanted: JsonObject, before: JsonObject | undefined): void {
  if (before?.is_enabled !== true || wanted.is_enabled === true) return;
  throw invalidParameter("The compliance security profile can not be disabled once it is enabled.");
}

/** The etag of what nobody has set. */
const UNSET = "0";

interface Requested {
  setting: JsonObject & { etag?: string };
  field_mask: string;
}

/** Get, Update and Delete of one setting. */
function operationsOf(
  service: string,
  { member, initial, check }: EtaggedSetting,
  values: typeof workspaceSettingValues | typeof accountSettingValues,
  requireAdmin: (call: Call) => void,
): Service {
  const stored = (call: Call): Stored | undefined => values.get(call, service);

  const shown = (call: Call): object => {
    const { value, etag } = stored(call) ?? { value: initial, etag: UNSET };
    if (!value) throw stale(undefined);
    return { [member]: value, etag, setting_name: "default" };
  };

  const get: Behaviour = (_request, call) => {
    requireAdmin(call);
    return shown(call);
  };

  const update: Behaviour<Requested> = ({ setting, field_mask: mask }, call) => {
    requireAdmin(call);
    const before = stored(call);
    if (setting.etag !== (before?.etag ?? UNSET)) throw stale(before);
    const named = mask.split(",").map((path) => path.trim().split(".")[0]);
    const other = named.find((name) => name !== member);
    if (other !== undefined) throw invalidParameter(`Invalid field mask: ${other} is no field of this setting.`);
    const value = { ...(before?.value ?? initial), ...(setting[member] as JsonObject | undefined) };
    check?.(call, value, before?.value);
    values.put(call, service, { value, etag: String(call.store.nextId()) });
    return shown(call);
  };

  /** Back to what holds where nobody has set it. */
  const reset: Behaviour<{ etag?: string }> = ({ etag }, call) => {
    requireAdmin(call);
    const before = stored(call);
    if (etag !== (before?.etag ?? UNSET)) throw stale(before);
    values.remove(call, service);
    return { etag: UNSET };
  };

  return { [`${service}.Get`]: get, [`${service}.Update`]: update, [`${service}.Delete`]: reset };
}

/**
 * Whoever has no etag, or an old one, is told the present one to try again with: with 404 of a setting that nobody has
 * set, and with 409 of one that was changed meanwhile.
 */
function stale(before: Stored | undefined): ApiError {
  const etag = before?.etag ?? UNSET;
  const reason = before ? "RESOURCE_CONFLICT" : "NOT_FOUND";
  const info = {
    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
    reason,
    domain: "settings.databricks.com",
    metadata: { etag },
  };
  const message = before ? `The setting is at etag ${etag}: send that one.` : "The setting is not set.";
  return new ApiError(before ? 409 : 404, reason, message, [info]);
}

const all: Service[] = [
  ...Object.entries(OF_WORKSPACES).map(([service, setting]) =>
    operationsOf(service, setting, workspaceSettingValues, requireWorkspaceAdmin),
  ),
  ...Object.entries(OF_ACCOUNTS).map(([service, setting]) =>
    operationsOf(service, setting, accountSettingValues, requireAccountAdmin),
  ),
];

/** Not every setting can be reset. */
const NO_RESET =
  /^settings\.(AutomaticClusterUpdate|ComplianceSecurityProfile|CspEnablementAccount|EnhancedSecurityMonitoring|EsmEnablementAccount|LlmProxyPartnerPowered(Account|Enforce))\.Delete$/;

export const etaggedSettingsService: Service = Object.fromEntries(
  Object.entries(Object.assign({}, ...all) as Service).filter(([id]) => !NO_RESET.test(id)),
);
