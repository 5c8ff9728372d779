import { add, type RuleCases } from "../../cases/planted";

const metastore = (values: { owner?: string; deltaSharingScope?: string }) =>
  add("databricks:index/metastore:Metastore", "metastore", { name: "metastore", region: "westeurope", ...values });

export const cases: RuleCases = {
  caught: [
    {
      name: "a metastore that shares with other organisations",
      changes: [metastore({ owner: "platform-admins", deltaSharingScope: "INTERNAL_AND_EXTERNAL" })],
      says: "other organisations",
      engineFree: "The provider asks for the lifetime of recipients' tokens beside it.",
    },
    { name: "a metastore of everybody's", changes: [metastore({ owner: "account users" })], says: "account users" },
    { name: "a metastore of one person's", changes: [metastore({ owner: "ada@lakestage.example" })], says: "ada" },
    { name: "a metastore that says no owner", changes: [metastore({})], says: "whoever made it" },
  ],
  leftAlone: [
    {
      name: "a metastore of the platform admins, which shares within the account",
      changes: [metastore({ owner: "platform-admins", deltaSharingScope: "INTERNAL" })],
    },
  ],
};
