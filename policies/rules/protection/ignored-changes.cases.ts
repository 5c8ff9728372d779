import { ignoreChanges, type RuleCases } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a firewall that may be opened by hand",
      changes: [
        ignoreChanges("azure-native:storage:StorageAccount", "data-lake-account", "networkRuleSet.defaultAction"),
      ],
      says: "networkRuleSet.defaultAction",
    },
    {
      name: "grants that nobody revokes",
      stack: "dev.platform",
      changes: [ignoreChanges("databricks:index/grants:Grants", "unity-catalog-catalog-grants", "grants")],
      says: "changes to grants are ignored",
    },
    {
      name: "a job of which every change is ignored",
      stack: "prod.flight-delay",
      changes: [ignoreChanges("databricks:index/job:Job", "training", "*")],
      says: "changes to * are ignored",
    },
    {
      name: "a job that may be made to run as somebody else",
      stack: "prod.flight-delay",
      changes: [ignoreChanges("databricks:index/job:Job", "training", 'runAs["userName"]')],
      says: 'changes to runAs["userName"] are ignored',
    },
    {
      name: "an endpoint whose limits may be lifted",
      stack: "prod.flight-delay",
      changes: [ignoreChanges("databricks:index/modelServing:ModelServing", "endpoint", "aiGateway.rateLimits")],
      says: "changes to aiGateway.rateLimits are ignored",
    },
  ],
  leftAlone: [
    {
      name: "an endpoint's description",
      stack: "prod.flight-delay",
      changes: [
        ignoreChanges("databricks:index/modelServing:ModelServing", "endpoint", "description", "budgetPolicyId"),
      ],
    },
    {
      name: "a private endpoint's tags",
      changes: [ignoreChanges("azure-native:network:PrivateEndpoint", "private-endpoints-key-vault", "tags")],
    },
  ],
};
