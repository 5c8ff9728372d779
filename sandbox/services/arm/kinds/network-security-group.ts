import { isJsonObject, type JsonObject } from "../../../catalogue/json";
import { sameId } from "../arm-id";
import { badRequest } from "../arm-request";
import type { ResourceKind } from "../resource-kind";
import { SUBNET } from "./subnet";

const FIRST_PRIORITY = 100;
const LAST_PRIORITY = 4096;

export const networkSecurityGroup: ResourceKind = {
  type: "Microsoft.Network/networkSecurityGroups",
  client: "armnetwork.SecurityGroups",
  prepare({ id, properties }) {
    const rules = Array.isArray(properties.securityRules) ? properties.securityRules.filter(isJsonObject) : [];
    requireDistinct(rules, id.name);
    properties.securityRules = rules.map((rule) => ({
      ...rule,
      id: `${id.text}/securityRules/${String(rule.name)}`,
      type: "Microsoft.Network/networkSecurityGroups/securityRules",
      properties: { ...propertiesOf(rule), provisioningState: "Succeeded" },
    }));
  },
  requireUnused(resource, resources, deletion) {
    const user = resources.ofType(SUBNET).find((each) => {
      const group = propertiesOf(each.body).networkSecurityGroup;
      const groupId = isJsonObject(group) ? group.id : undefined;
      return typeof groupId === "string" && sameId(groupId, resource.id) && !deletion.includes(each);
    });
    if (user) {
      throw badRequest(
        "InUseNetworkSecurityGroupCannotBeDeleted",
        `Network security group ${resource.id} cannot be deleted because it is in use by the following resources: ` +
          `${user.id}. In order to delete the Network security group, remove the association with the resource(s).`,
      );
    }
  },
};

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
