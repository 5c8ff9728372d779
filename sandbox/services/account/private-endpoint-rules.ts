import { AccountObjects, type Call, type JsonObject, notFound } from "../../control-plane";
import { statusOf } from "../arm/kinds/private-endpoint-connection";
import { ArmResources } from "../arm/resources";

/** A private endpoint from serverless compute to one resource of the account's owner. */
export interface PrivateEndpointRule {
  rule_id: string;
  network_connectivity_config_id: string;
  account_id: string;
  /** ARM id of the resource. */
  resource_id: string;
  /** Sub-resource, for example `blob` or `dfs`; or else `domain_names`, for a private link service. */
  group_id?: string;
  domain_names?: string[];
  endpoint_name: string;
  /** ARM id of the connection at the resource; absent for resources whose connections the sandbox does not know. */
  connectionId?: string;
  /** Serverless compute has stopped using it, and the service deletes it within a day. */
  deactivated: boolean;
  deactivated_at?: number;
  enabled?: boolean;
  creation_time: number;
  updated_time: number;
}

export const privateEndpointRules = new AccountObjects<PrivateEndpointRule, readonly [config: string, rule: string]>(
  "account.private-endpoint-rule",
  ([, id]) => notFound(`Private endpoint rule ${id} does not exist`),
);

type ConnectionState = "PENDING" | "ESTABLISHED" | "REJECTED" | "DISCONNECTED" | "EXPIRED";

/** How long an owner has to approve, in milliseconds: 14 days. */
const APPROVABLE = 14 * 24 * 60 * 60 * 1000;

/** What became of it at the resource that it leads to, whose owner decides. */
export function connectionState(call: Call, { connectionId, creation_time }: PrivateEndpointRule): ConnectionState {
  const connection = connectionId === undefined ? undefined : armResources(call).get(connectionId);
  if (connectionId !== undefined && !connection) return "DISCONNECTED";
  const status = connection ? statusOf(connection) : "Pending";
  if (status === "Approved") return "ESTABLISHED";
  if (status === "Rejected") return "REJECTED";
  return call.store.now() - creation_time > APPROVABLE ? "EXPIRED" : "PENDING";
}

/** The rule as the API shows it. */
export function shownRule(call: Call, rule: PrivateEndpointRule): JsonObject {
  const { connectionId: _connection, ...shown } = rule;
  return { ...shown, connection_state: connectionState(call, rule) };
}

const armResources = ({ store, account }: Call): ArmResources => new ArmResources(store, account);
