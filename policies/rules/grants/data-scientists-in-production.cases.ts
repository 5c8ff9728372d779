import { add, append, edit, type RuleCases, set } from "../../cases/planted";

const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "a privilege to change tables",
      changes: [
        edit(grants, "unity-catalog-catalog-grants", (inputs) => {
          inputs.grants?.find(({ principal }) => principal === "data-scientists")?.privileges?.push("MODIFY");
        }),
      ],
      says: "MODIFY",
    },
    {
      name: "a privilege that comes beside the list, in other words and letters",
      stack: "prod.flight-delay",
      changes: [
        add("databricks:index/grant:Grant", "helpful", {
          schema: "prod.flight_delay",
          principal: "Data-Scientists",
          privileges: ["use schema", "write volume"],
        }),
      ],
      says: "WRITE_VOLUME",
    },
    {
      name: "a privilege of the group that everybody is in",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", {
          principal: "account users",
          privileges: ["CREATE_SCHEMA"],
        }),
      ],
      says: '"account users" holds CREATE_SCHEMA',
    },
    {
      name: "a schema that is theirs",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/schema:Schema", "schemas-main", { owner: "data-scientists" })],
      says: '"data-scientists" owns it, and so may change and grant all of it',
    },
    {
      name: "leave to make jobs run as a run identity",
      changes: [
        append(
          "databricks:index/accessControlRuleSet:AccessControlRuleSet",
          "flight-delay-runner-users",
          "grantRules",
          {
            role: "roles/servicePrincipal.user",
            principals: ["groups/data-scientists"],
          },
        ),
      ],
      says: '"groups/data-scientists" holds roles/servicePrincipal.user, and so what the identity holds',
    },
  ],
  leftAlone: [
    {
      name: "one more privilege to read",
      changes: [
        append(grants, "unity-catalog-catalog-location-grants", "grants", {
          principal: "data-scientists",
          privileges: ["BROWSE"],
        }),
      ],
    },
    {
      name: "a privilege to change tables in development",
      stack: "dev.platform",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", {
          principal: "Data-Scientists",
          privileges: ["MODIFY"],
        }),
      ],
    },
  ],
};
