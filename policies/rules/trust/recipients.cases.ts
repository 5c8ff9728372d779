import { add, type RuleCases } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "an open recipient",
      changes: [
        add("databricks:index/recipient:Recipient", "hospital", { name: "hospital", authenticationType: "TOKEN" }),
      ],
      says: "hospital",
    },
    {
      name: "a recipient in another account",
      changes: [
        add("databricks:index/recipient:Recipient", "hospital", {
          name: "hospital",
          authenticationType: "DATABRICKS",
          dataRecipientGlobalMetastoreId: "azure:westeurope:1",
        }),
      ],
      says: "hospital",
    },
    {
      name: "a share that somebody may read",
      changes: [
        add("databricks:index/grants:Grants", "shared", {
          share: "predictions",
          grants: [{ principal: "hospital", privileges: ["SELECT"] }],
        }),
      ],
      says: "hospital reads a share",
    },
    {
      name: "one more who may read a share",
      changes: [
        add("databricks:index/grant:Grant", "shared", {
          share: "predictions",
          principal: "hospital",
          privileges: ["SELECT"],
        }),
      ],
      says: "hospital reads a share",
    },
    {
      name: "a provider of data",
      changes: [
        add("databricks:index/metastoreProvider:MetastoreProvider", "weather", {
          name: "weather",
          authenticationType: "TOKEN",
          recipientProfileStr: "planted",
        }),
      ],
      says: "weather",
    },
    {
      name: "a catalog of a stranger's share",
      changes: [
        add("databricks:index/catalog:Catalog", "weather", {
          name: "weather",
          providerName: "weather",
          shareName: "all",
        }),
      ],
      says: "weather",
    },
  ],
  leftAlone: [
    {
      name: "a share that nobody reads",
      changes: [add("databricks:index/share:Share", "predictions", { name: "predictions" })],
    },
  ],
};
