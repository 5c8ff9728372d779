import { type RuleCases, set } from "../../cases/planted";

const scope = "databricks:index/secretScope:SecretScope";

export const cases: RuleCases = {
  caught: [
    {
      name: "a scope that everybody manages",
      changes: [set(scope, "secrets-scope", { initialManagePrincipal: "users" })],
      says: "users may manage",
    },
  ],
  leftAlone: [
    {
      name: "a scope with no first manager named",
      changes: [set(scope, "secrets-scope", { initialManagePrincipal: "" })],
    },
  ],
};
