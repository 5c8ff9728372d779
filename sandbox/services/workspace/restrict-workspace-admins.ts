import { requireAccountAdmin } from "../../authority/account/roles";
import {
  type AdminRestriction,
  adminRestrictionOf,
  adminRestrictions,
} from "../../authority/workspace/admin-restriction";
import { requireWorkspaceAdmin } from "../../authority/workspace/caller";
import { ApiError, applyMask, type Behaviour, type Call, type Service, workspaceIdOf } from "../../control-plane";

interface Setting {
  restrict_workspace_admins: AdminRestriction;
  setting_name?: string;
  etag?: string;
}

const present = (call: Call) => adminRestrictionOf(call.store, workspaceIdOf(call));

const shown = (call: Call): Setting => {
  const { restriction, etag } = present(call);
  return { restrict_workspace_admins: restriction, setting_name: "default", etag };
};

const get: Behaviour = (_request, call) => {
  if (!call.principal.accountAdmin) requireWorkspaceAdmin(call);
  return shown(call);
};

const update: Behaviour<{ setting: Setting; field_mask: string }> = ({ setting, field_mask: mask }, call) => {
  requireAccountAdmin(call);
  requireFresh(call, setting.etag);
  const before = { restrict_workspace_admins: present(call).restriction };
  const { restrict_workspace_admins: restriction } = applyMask(before, setting, mask, ["restrict_workspace_admins"]);
  adminRestrictions.put(call, [], { restriction, etag: String(call.store.nextId()) });
  return shown(call);
};

/** Back to what a new workspace has. */
const reset: Behaviour<{ etag?: string }> = ({ etag }, call) => {
  requireAccountAdmin(call);
  requireFresh(call, etag);
  adminRestrictions.remove(call, []);
  return { etag: present(call).etag };
};

/** Whoever has none, or an old one, is told the present one to try again with. */
function requireFresh(call: Call, given: string | undefined): void {
  const { etag } = present(call);
  if (given === etag) return;
  const info = {
    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
    reason: "RESOURCE_CONFLICT",
    domain: "settings.databricks.com",
    metadata: { etag },
  };
  throw new ApiError(409, "RESOURCE_CONFLICT", `The setting is at etag ${etag}: send that one.`, [info]);
}

export const restrictWorkspaceAdminsService: Service = {
  "settings.RestrictWorkspaceAdmins.Get": get,
  "settings.RestrictWorkspaceAdmins.Update": update,
  "settings.RestrictWorkspaceAdmins.Delete": reset,
};
