import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSID025",
  title: "Unity Catalog's connectors act as an identity of their own",
  why: `What the connector's identity may reach, Unity Catalog reaches for everybody whom it grants files to. An identity that
other things use too lets them past Unity Catalog to the same files.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `identity.type: SystemAssigned`, and drop `identity.userAssignedIdentities`.",
  example: `new AccessConnector("connector", { ..., identity: { type: "SystemAssigned" } });`,
  types: ["azure-native:databricks:AccessConnector"],
  check({ props }, report) {
    const type = props.identity?.type || "not given";
    if (type !== "SystemAssigned") report(`the kind of identity is ${type}`, "identity.type");
  },
});
