import { requireAccountAdmin } from "../../authority/account/roles";
import {
  AccountObjects,
  ApiError,
  alreadyExists,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  type Service,
  type Store,
} from "../../control-plane";
import { privateEndpointRules, shownRule } from "./private-endpoint-rules";
import { workspacesUsing } from "./workspace-settings";

/** How serverless compute of a region reaches the account's own resources. */
interface NetworkConnectivityConfig {
  network_connectivity_config_id: string;
  account_id: string;
  name: string;
  region: string;
  /** Subnets from which serverless compute calls; storage firewalls allow them. */
  subnets: string[];
  creation_time: number;
  updated_time: number;
}

export const networkConnectivityConfigs = new AccountObjects<NetworkConnectivityConfig>(
  "account.network-connectivity-config",
  (id) => notFound(`Network connectivity config ${id} does not exist`),
);

const NAME = /^[0-9a-zA-Z_-]{3,30}$/;
/** Documented limit for each region of an account. */
const MAXIMUM_IN_REGION = 10;

type ById = { network_connectivity_config_id: string };

const create: Behaviour<{ network_connectivity_config: { name: string; region: string } }> = (request, call) => {
  requireAccountAdmin(call);
  const { store, account } = call;
  const { name, region } = request.network_connectivity_config;
  if (!NAME.test(name)) {
    throw invalidParameter(`Invalid name ${name}: use 3 to 30 letters, digits, hyphens and underscores`);
  }
  const inRegion = networkConnectivityConfigs.all(call).filter((config) => config.region === region);
  if (inRegion.some((config) => config.name === name)) {
    throw alreadyExists(`Network connectivity config ${name} already exists in ${region}`);
  }
  if (inRegion.length >= MAXIMUM_IN_REGION) {
    throw new ApiError(
      400,
      "RESOURCE_LIMIT_EXCEEDED",
      `At most ${MAXIMUM_IN_REGION} network connectivity configs are allowed in ${region}`,
    );
  }
  const id = store.uuid();
  const now = store.now();
  const config = networkConnectivityConfigs.put(call, id, {
    network_connectivity_config_id: id,
    account_id: account.accountId,
    name,
    region,
    subnets: serverlessSubnets(store, region),
    creation_time: now,
    updated_time: now,
  });
  return render(call, config);
};

const get: Behaviour<ById> = ({ network_connectivity_config_id: id }, call) => {
  requireAccountAdmin(call);
  return render(call, networkConnectivityConfigs.existing(call, id));
};

const list: Behaviour<{ page_token?: string }> = ({ page_token }, call) => {
  requireAccountAdmin(call);
  const { items, nextToken } = networkConnectivityConfigs.page(call, { token: page_token });
  return { items: items.map((config) => render(call, config)), next_page_token: nextToken };
};

const remove: Behaviour<ById> = ({ network_connectivity_config_id: id }, call) => {
  requireAccountAdmin(call);
  networkConnectivityConfigs.existing(call, id);
  const users = workspacesUsing(call.store, id);
  if (users.length > 0) {
    throw inUse(
      `Network connectivity config ${id} is attached to workspaces ${users.join(", ")}: attach another one, or delete them, first.`,
    );
  }
  const rules = privateEndpointRules.all(call, [id]);
  if (rules.some(({ deactivated }) => !deactivated)) {
    throw inUse(`Network connectivity config ${id} still has private endpoint rules: delete them first.`);
  }
  for (const { rule_id } of rules) privateEndpointRules.remove(call, [id, rule_id]);
  networkConnectivityConfigs.remove(call, id);
  return undefined;
};

function inUse(message: string): ApiError {
  return new ApiError(400, "INVALID_STATE", message);
}

function render(call: Call, { subnets, ...config }: NetworkConnectivityConfig): object {
  const rules = privateEndpointRules.all(call, [config.network_connectivity_config_id]);
  const azure_service_endpoint_rule = {
    subnets,
    target_region: config.region,
    target_services: ["AZURE_BLOB_STORAGE"],
  };
  return {
    ...config,
    egress_config: {
      default_rules: { azure_service_endpoint_rule },
      ...(rules.length > 0
        ? {
            target_rules: {
              azure_private_endpoint_rules: rules.map((rule) => {
                const { enabled: _enabled, account_id: _id, ...shown } = shownRule(call, rule);
                return shown;
              }),
            },
          }
        : {}),
    },
  };
}

/** Databricks' own subnets in the region; which ones is Databricks' business, so these are made up. */
function serverlessSubnets(store: Store, region: string): string[] {
  return [1, 2].map(
    (number) =>
      `/subscriptions/${store.uuid()}/resourceGroups/prod-${region}-snp-${number}-compute-${number}` +
      "/providers/Microsoft.Network/virtualNetworks/kaas-vnet/subnets/worker-subnet",
  );
}

export const networkConnectivityService: Service = {
  "settings.NetworkConnectivity.CreateNetworkConnectivityConfiguration": create,
  "settings.NetworkConnectivity.GetNetworkConnectivityConfiguration": get,
  "settings.NetworkConnectivity.ListNetworkConnectivityConfigurations": list,
  "settings.NetworkConnectivity.DeleteNetworkConnectivityConfiguration": remove,
};
