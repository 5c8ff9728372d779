import { AccountObjects, notFound } from "../../control-plane";

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
  /** Waits until the owner of the resource approves the connection in Azure. */
  connection_state: "PENDING";
  deactivated: boolean;
  enabled?: boolean;
  creation_time: number;
  updated_time: number;
}

export const privateEndpointRules = new AccountObjects<PrivateEndpointRule, readonly [config: string, rule: string]>(
  "account.private-endpoint-rule",
  ([, id]) => notFound(`Private endpoint rule ${id} does not exist`),
);
