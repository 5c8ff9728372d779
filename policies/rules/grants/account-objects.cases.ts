import { add, type Change, type RuleCases } from "../../cases/planted";

const foreign = (type: string, inputs: object): Change => ({ kind: "add", type, name: "account-wide", inputs });

export const cases: RuleCases = {
  caught: [
    {
      name: "a metastore with another owner, open to the world",
      changes: [
        foreign("databricks:index/metastore:Metastore", {
          name: "estate",
          owner: "somebody@lakestage.example",
          deltaSharingScope: "INTERNAL_AND_EXTERNAL",
          deltaSharingRecipientTokenLifetimeInSeconds: 0,
        }),
      ],
      says: "it says who owns the metastore",
    },
    {
      name: "a way for the metastore into a stranger's storage",
      stack: "dev.platform",
      changes: [
        foreign("databricks:index/metastoreDataAccess:MetastoreDataAccess", {
          metastoreId: "m",
          name: "way",
          azureManagedIdentity: { accessConnectorId: "/subscriptions/s/resourceGroups/others/providers/c" },
        }),
      ],
      says: "a way to storage",
    },
    {
      name: "a network policy",
      stack: "staging.platform",
      changes: [
        foreign("databricks:index/accountNetworkPolicy:AccountNetworkPolicy", { networkPolicyId: "everything" }),
      ],
      says: "what serverless compute reaches",
    },
  ],
  leftAlone: [
    {
      name: "a group of the environment's",
      changes: [add("databricks:index/group:Group", "auditors", { displayName: "lakestage-prod-auditors" })],
    },
  ],
};
