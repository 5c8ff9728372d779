import { isJsonObject, type JsonObject } from "../../../catalogue/json";
import { badRequest } from "../arm-request";
import type { Draft, ResourceKind } from "../resource-kind";
import { subnetsBehind, workspacesIn } from "./subnet";

const FIRST_PRIORITY = 100;
const LAST_PRIORITY = 4096;

export const networkSecurityGroup: ResourceKind = {
  type: "Microsoft.Network/networkSecurityGroups",
  client: "armnetwork.SecurityGroups",
  prepare(draft) {
    const { id, properties } = draft;
    const rules = rulesIn(properties);
    requireDistinct(rules, id.name);
    requireIntent(rules, draft);
    properties.securityRules = rules.map((rule) => ({
      ...rule,
      id: `${id.text}/securityRules/${String(rule.name)}`,
      type: "Microsoft.Network/networkSecurityGroups/securityRules",
      properties: { ...propertiesOf(rule), provisioningState: "Succeeded" },
    }));
  },
  requireUnused(resource, resources, deletion) {
    const user = subnetsBehind("networkSecurityGroup", resource, resources).find((each) => !deletion.includes(each));
    if (user) {
      throw badRequest(
        "InUseNetworkSecurityGroupCannotBeDeleted",
        `Network security group ${resource.id} cannot be deleted because it is in use by the following resources: ` +
          `${user.id}. In order to delete the Network security group, remove the association with the resource(s).`,
      );
    }
  },
};

const rulesIn = ({ securityRules }: JsonObject): JsonObject[] =>
  Array.isArray(securityRules) ? securityRules.filter(isJsonObject) : [];

const INTENT_PREFIX = "Microsoft.Databricks-workspaces_UseOnly_databricks-";
/** Where clusters reach the control plane over a private endpoint, Databricks does not ask for this one. */
const TO_CONTROL_PLANE = "worker-to-databricks-webapp";

/**
 * Databricks guards the rules that a workspace in the group's subnets needs, by a network intent policy: whoever changes the
 * group must leave each of them there, saying the same.
 */
function requireIntent(rules: readonly JsonObject[], { id, existing, resources }: Draft): void {
  if (!existing) return;
  const workspaces = subnetsBehind("networkSecurityGroup", existing, resources).flatMap((subnet) =>
    workspacesIn(subnet, resources),
  );
  const [workspace] = workspaces;
  if (!workspace) return;
  const toControlPlane = workspaces.some(
    ({ body }) => propertiesOf(body).requiredNsgRules !== "NoAzureDatabricksRules",
  );
  const gone = rulesIn(propertiesOf(existing.body)).find((before) => {
    const name = String(before.name);
    if (!name.startsWith(INTENT_PREFIX) || (name.endsWith(TO_CONTROL_PLANE) && !toControlPlane)) return false;
    return !rules.some((rule) => traffic(rule) === traffic(before));
  });
  if (gone) {
    throw badRequest(
      "ConflictWithNetworkIntentPolicy",
      "Found conflicts with NetworkIntentPolicy. Details: Network Security Group cannot have resources which conflict with " +
        `its subnets' network intent policies. Network Security Group: ${id.text} doesn't have supporting Security Rule for ` +
        `Network Intent Policy Security Rule: Name: ${String(gone.name)}, of ${workspace.id}.`,
    );
  }
}

/** What a rule lets through; its name and priority aside. */
function traffic(rule: JsonObject): string {
  const said = propertiesOf(rule);
  const words = ["access", "direction", "protocol", "sourceAddressPrefix", "destinationAddressPrefix"].map((name) =>
    String(said[name]).toLowerCase(),
  );
  const several = said.destinationPortRanges;
  const ports = Array.isArray(several) && several.length > 0 ? several : [said.destinationPortRange ?? "*"];
  return [...words, ...ports.map(String).sort()].join(" ");
}

const propertiesOf = (body: JsonObject): JsonObject => (isJsonObject(body.properties) ? body.properties : {});

function requireDistinct(rules: JsonObject[], group: string): void {
  const taken = new Map<string, string>();
  for (const rule of rules) {
    const name = String(rule.name);
    const { priority, direction } = propertiesOf(rule);
    if (typeof priority !== "number" || priority < FIRST_PRIORITY || priority > LAST_PRIORITY) {
      throw badRequest(
        "SecurityRuleInvalidPriority",
        `Security rule ${name} has invalid priority ${String(priority)}. Value should be in range ` +
          `from ${FIRST_PRIORITY} to ${LAST_PRIORITY}.`,
      );
    }
    for (const key of [`name ${name.toLowerCase()}`, `${String(direction)} priority ${priority}`]) {
      const other = taken.get(key);
      if (other !== undefined) {
        throw badRequest(
          "SecurityRuleConflict",
          `Security rule ${name} conflicts with rule ${other} of ${group}: same ${key}.`,
        );
      }
      taken.set(key, name);
    }
  }
}
