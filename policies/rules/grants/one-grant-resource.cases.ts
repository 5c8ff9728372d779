import { add, type RuleCases } from "../../cases/planted";

const grant = "databricks:index/grant:Grant";
const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "two lists for one catalog, in other letters",
      changes: [
        add(grants, "analysts", { catalog: "PROD", grants: [{ principal: "analysts", privileges: ["USE_CATALOG"] }] }),
      ],
      finds: ["analysts", "unity-catalog-catalog-grants"],
      says: "catalog prod",
    },
    {
      name: "a single grant beside a list",
      changes: [
        add(grant, "analysts", { externalLocation: "prod-catalog", principal: "analysts", privileges: ["BROWSE"] }),
      ],
      finds: ["analysts", "unity-catalog-catalog-location-grants"],
      says: "grants on externalLocation prod-catalog as well",
    },
    {
      name: "two single grants for one principal",
      changes: [
        add(grant, "one", { schema: "prod.churn", principal: "analysts", privileges: ["SELECT"] }),
        add(grant, "other", { schema: "prod.Churn", principal: "Analysts", privileges: ["USE_SCHEMA"] }),
      ],
      says: "grants on schema prod.churn as well",
    },
  ],
  leftAlone: [
    {
      name: "lists for a schema and a table of the same name",
      changes: [
        add(grants, "schema", { schema: "prod.churn", grants: [{ principal: "analysts", privileges: ["SELECT"] }] }),
        add(grants, "table", { table: "prod.churn", grants: [{ principal: "analysts", privileges: ["SELECT"] }] }),
      ],
    },
    {
      name: "single grants for two principals",
      changes: [
        add(grant, "one", { schema: "prod.churn", principal: "analysts", privileges: ["SELECT"] }),
        add(grant, "other", { schema: "prod.churn", principal: "auditors", privileges: ["SELECT"] }),
      ],
    },
  ],
};
