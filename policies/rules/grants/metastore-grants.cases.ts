import { add, type RuleCases } from "../../cases/planted";

const metastore = "3c6a8e2f-7b4d-4d6e-9a1c-5e8f7a6b4c01";

export const cases: RuleCases = {
  caught: [
    {
      name: "a list of grants on the metastore",
      stack: "dev.platform",
      changes: [
        add("databricks:index/grants:Grants", "metastore", {
          metastore,
          grants: [{ principal: "ml-engineers", privileges: ["CREATE_CATALOG"] }],
        }),
      ],
      says: "CREATE_CATALOG",
    },
    {
      name: "one privilege, if for the platform's admins",
      changes: [
        add("databricks:index/grant:Grant", "metastore", {
          metastore,
          principal: "platform-admins",
          privileges: ["CREATE_EXTERNAL_LOCATION"],
        }),
      ],
      says: 'it grants CREATE_EXTERNAL_LOCATION to "platform-admins"',
    },
  ],
  leftAlone: [
    {
      name: "a list of grants on a catalog, with an empty name of a metastore beside it",
      stack: "dev.platform",
      changes: [
        add("databricks:index/grants:Grants", "other", {
          catalog: "other",
          metastore: "",
          grants: [{ principal: "ml-engineers", privileges: ["USE_CATALOG"] }],
        }),
      ],
    },
  ],
};
