import { requireAccountAdmin } from "../../authority/account/roles";
import {
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  type Service,
  type Workspace,
  workspaceById,
  workspaces,
} from "../../control-plane";
import { networkConnectivityConfigs } from "./network-connectivity";
import { changeSettings, settingsOf } from "./workspace-settings";

type ById = { workspace_id: number };

/** What Azure divides a workspace's id by: the rest is the second part of its host's name. */
const DEPLOYMENT_SHARDS = 20;

/** What the account API shows of a workspace. Azure creates and deletes it; the account only sets its network. */
function render({ account, store }: Call, workspace: Workspace): object {
  const { id, name, resourceId, region, sku, createdAt } = workspace;
  const [, subscription_id, resource_group] =
    /\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)/i.exec(resourceId) ?? [];
  return {
    account_id: account.accountId,
    workspace_id: id,
    workspace_name: name,
    workspace_status: "RUNNING",
    workspace_status_message: "Workspace is running.",
    cloud: "azure",
    location: region,
    pricing_tier: sku.toUpperCase(),
    deployment_name: `adb-${id}.${id % DEPLOYMENT_SHARDS}`,
    creation_time: createdAt,
    azure_workspace_info: { subscription_id, resource_group },
    network_connectivity_config_id: settingsOf(store, id).networkConnectivityConfigId,
  };
}

/** @throws ApiError 403 for anybody but an account admin, 404 when the account has no such workspace. */
export function accountWorkspace(call: Call, id: number | string): Workspace {
  requireAccountAdmin(call);
  const workspace = workspaceById(call.store, Number(id));
  if (!workspace) throw notFound(`Workspace ${id} does not exist in account ${call.account.accountId}`);
  return workspace;
}

const get: Behaviour<ById> = ({ workspace_id }, call) => render(call, accountWorkspace(call, workspace_id));

const list: Behaviour = (_request, call) => {
  requireAccountAdmin(call);
  return call.store.list(workspaces).map(({ value }) => render(call, value));
};

interface Update extends ById {
  customer_facing_workspace: { network_connectivity_config_id?: string };
  update_mask?: string;
}

const update: Behaviour<Update> = ({ workspace_id, customer_facing_workspace: wanted, update_mask }, call) => {
  const workspace = accountWorkspace(call, workspace_id);
  const named = update_mask ? update_mask.split(",").map((name) => name.trim()) : Object.keys(wanted);
  const other = named.find((name) => name !== "network_connectivity_config_id");
  if (other)
    throw invalidParameter(`${other} of an Azure workspace is changed through Azure Resource Manager, not here.`);
  const { network_connectivity_config_id: configId } = wanted;
  if (!configId)
    throw invalidParameter("network_connectivity_config_id is required: a workspace can change it, not lose it.");
  const config = networkConnectivityConfigs.existing(call, configId);
  if (config.region !== workspace.region) {
    throw invalidParameter(
      `Network connectivity config ${configId} is in ${config.region}, workspace ${workspace.id} in ${workspace.region}.`,
    );
  }
  changeSettings(call.store, workspace.id, { networkConnectivityConfigId: configId });
  return render(call, workspace);
};

export const workspacesService: Service = {
  "provisioning.Workspaces.Get": get,
  "provisioning.Workspaces.List": list,
  "provisioning.Workspaces.Update": update,
};
