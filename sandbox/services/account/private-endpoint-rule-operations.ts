import { requireAccountAdmin } from "../../authority/account/roles";
import {
  ApiError,
  alreadyExists,
  applyMask,
  type Behaviour,
  type Call,
  invalidParameter,
  type Service,
} from "../../control-plane";
import { parseArmId } from "../arm/arm-id";
import { askForConnection } from "../arm/kinds/private-endpoint-connection";
import { ArmResources } from "../arm/resources";
import { networkConnectivityConfigs } from "./network-connectivity";
import { connectionState, type PrivateEndpointRule, privateEndpointRules, shownRule } from "./private-endpoint-rules";

/** Documented limit for each region of an account; a configuration has one region. */
const MAXIMUM_RULES = 100;
const ARM_ID = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+\/.+/i;

type OfConfig = { network_connectivity_config_id: string };
type ById = OfConfig & { private_endpoint_rule_id: string };
type Given = Partial<Pick<PrivateEndpointRule, "resource_id" | "group_id" | "domain_names" | "enabled">>;

const create: Behaviour<OfConfig & { private_endpoint_rule: Given }> = (request, call) => {
  requireAccountAdmin(call);
  const { store, account } = call;
  const { network_connectivity_config_id: configId, private_endpoint_rule: given } = request;
  const { name, region } = networkConnectivityConfigs.existing(call, configId);
  const { resource_id, group_id, domain_names } = given;
  if (!resource_id || !ARM_ID.test(resource_id)) {
    throw invalidParameter(`resource_id must be the ARM id of an Azure resource, got ${resource_id ?? "nothing"}`);
  }
  if ((group_id === undefined) === (domain_names === undefined)) {
    throw invalidParameter("Exactly one of group_id and domain_names must be set");
  }
  const others = privateEndpointRules.all(call, [configId]).filter(({ deactivated }) => !deactivated);
  if (others.some((rule) => rule.resource_id === resource_id && rule.group_id === group_id)) {
    throw alreadyExists(
      `${name} already has a private endpoint rule for ${resource_id} (${group_id ?? "private link service"})`,
    );
  }
  if (others.length >= MAXIMUM_RULES) {
    throw new ApiError(400, "RESOURCE_LIMIT_EXCEEDED", `At most ${MAXIMUM_RULES} private endpoint rules are allowed`);
  }
  const rule_id = store.uuid();
  const now = store.now();
  const endpoint_name = `databricks-${configId}-pe-${rule_id.slice(0, 8)}`;
  const group = `/subscriptions/${store.uuid()}/resourceGroups/prod-${region}-privatelink`;
  const connectionId = askForConnection(new ArmResources(store, account), {
    to: resource_id,
    endpoint: `${group}/providers/Microsoft.Network/privateEndpoints/${endpoint_name}`,
    status: "Pending",
    name: `${parseArmId(resource_id).name}.${store.uuid()}`,
    now,
  });
  const rule = privateEndpointRules.put(call, [configId, rule_id], {
    rule_id,
    network_connectivity_config_id: configId,
    account_id: account.accountId,
    resource_id,
    ...(group_id ? { group_id } : {}),
    ...(domain_names ? { domain_names } : {}),
    endpoint_name,
    ...(connectionId === undefined ? {} : { connectionId }),
    deactivated: false,
    creation_time: now,
    updated_time: now,
  });
  return shownRule(call, rule);
};

function existing(call: Call, request: ById): PrivateEndpointRule {
  requireAccountAdmin(call);
  const { network_connectivity_config_id: configId, private_endpoint_rule_id: id } = request;
  networkConnectivityConfigs.existing(call, configId);
  return privateEndpointRules.existing(call, [configId, id]);
}

const keyOf = ({ network_connectivity_config_id: configId, rule_id: id }: PrivateEndpointRule) =>
  [configId, id] as const;

const get: Behaviour<ById> = (request, call) => shownRule(call, existing(call, request));

const list: Behaviour<OfConfig & { page_token?: string }> = (request, call) => {
  requireAccountAdmin(call);
  const { network_connectivity_config_id: configId, page_token } = request;
  networkConnectivityConfigs.existing(call, configId);
  const { items, nextToken } = privateEndpointRules.page(call, { token: page_token }, [configId]);
  return { items: items.map((rule) => shownRule(call, rule)), next_page_token: nextToken };
};

const update: Behaviour<ById & { private_endpoint_rule: Given; update_mask?: string }> = (request, call) => {
  const before = existing(call, request);
  const { private_endpoint_rule: wanted, update_mask } = request;
  const changed = applyMask<PrivateEndpointRule>(before, wanted, update_mask, ["domain_names", "enabled"]);
  return shownRule(call, privateEndpointRules.put(call, keyOf(before), { ...changed, updated_time: call.store.now() }));
};

/** A rule that was never approved goes at once, with its endpoint; any other is out of use, and there for another day. */
const remove: Behaviour<ById> = (request, call) => {
  const rule = existing(call, request);
  const state = connectionState(call, rule);
  if (state !== "PENDING" && state !== "EXPIRED") {
    const now = call.store.now();
    return shownRule(
      call,
      privateEndpointRules.put(call, keyOf(rule), {
        ...rule,
        deactivated: true,
        deactivated_at: rule.deactivated_at ?? now,
        updated_time: now,
      }),
    );
  }
  const shown = shownRule(call, rule);
  if (rule.connectionId !== undefined) new ArmResources(call.store, call.account).remove(rule.connectionId);
  privateEndpointRules.remove(call, keyOf(rule));
  return shown;
};

export const privateEndpointRulesService: Service = {
  "settings.NetworkConnectivity.CreatePrivateEndpointRule": create,
  "settings.NetworkConnectivity.GetPrivateEndpointRule": get,
  "settings.NetworkConnectivity.ListPrivateEndpointRules": list,
  "settings.NetworkConnectivity.UpdatePrivateEndpointRule": update,
  "settings.NetworkConnectivity.DeletePrivateEndpointRule": remove,
};
