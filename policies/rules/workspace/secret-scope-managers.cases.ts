import { edit, type RuleCases } from "../../testing/planted";

const scope = "databricks:index/secretScope:SecretScope";

export const cases: RuleCases = {
  caught: [
    {
      name: "a scope that everybody manages",
      changes: [
        edit(scope, "secrets-scope", (inputs) => {
          inputs.initialManagePrincipal = "users";
        }),
      ],
      says: "users may manage",
    },
  ],
  leftAlone: [
    {
      name: "a scope with no first manager named",
      changes: [
        edit(scope, "secrets-scope", (inputs) => {
          inputs.initialManagePrincipal = "";
        }),
      ],
    },
  ],
};
