import { isJsonObject } from "../../catalogue/json";
import { type Call, workspaceIdOf } from "../../control-plane";
import { sameId } from "../arm/arm-id";
import { type ArmResource, ArmResources, propertiesOf } from "../arm/resources";
import { connectionState, privateEndpointRules } from "./private-endpoint-rules";
import { settingsOf } from "./workspace-settings";

/**
 * What keeps serverless compute of the called workspace from a storage path, in the service's words; undefined where it
 * gets there. Storage that is not among the account's subscriptions counts as reached: nobody here knows its door.
 */
export function outOfServerlessReach(call: Call, path: string): string | undefined {
  const account = storageAccountOf(call, path);
  if (!account || isOpen(account)) return undefined;
  const { networkConnectivityConfigId: config } = settingsOf(call.store, workspaceIdOf(call));
  const rules = config === undefined ? [] : privateEndpointRules.all(call, [config]);
  const door = rules.some(
    (rule) =>
      !rule.deactivated &&
      rule.group_id === "dfs" &&
      sameId(rule.resource_id, account.id) &&
      connectionState(call, rule) === "ESTABLISHED",
  );
  if (door) return undefined;
  // As databricks/dbt-databricks#534 quotes it.
  return (
    "This Azure storage request is not authorized. The storage account's 'Firewalls and virtual networks' settings may be " +
    `blocking access to storage services. Please verify your Azure storage credentials or firewall exception settings. (${account.name})`
  );
}

function storageAccountOf({ store, account }: Call, path: string): ArmResource | undefined {
  const [, name] = /@([a-z0-9]+)\.dfs\.core\.windows\.net/.exec(path) ?? [];
  if (name === undefined) return undefined;
  return new ArmResources(store, account)
    .ofType("Microsoft.Storage/storageAccounts")
    .find((candidate) => candidate.name === name);
}

/** Whether it takes connections from anywhere. */
function isOpen(account: ArmResource): boolean {
  const { networkAcls, publicNetworkAccess } = propertiesOf(account);
  const closed = isJsonObject(networkAcls) && networkAcls.defaultAction === "Deny";
  return publicNetworkAccess !== "Disabled" && !closed;
}
