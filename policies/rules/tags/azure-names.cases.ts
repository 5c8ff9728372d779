import { type RuleCases, set } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault of production that is named as development's",
      changes: [set("azure-native:keyvault:Vault", "key-vault-vault", { vaultName: "lakestage-dev-a39f" })],
      says: "lakestage-dev-a39f does not begin with lakestage-prod",
      engineFree: "the engine refuses to replace what is protected",
    },
    {
      name: "a workspace whose name is left to chance",
      stack: "dev.platform",
      changes: [set("azure-native:databricks:Workspace", "databricks-workspace", { workspaceName: undefined })],
      engineFree: "the provider makes a name up before the engine shows the resource to rules",
      says: "left to chance",
    },
    {
      name: "a workspace of an environment that only begins alike",
      changes: [set("azure-native:databricks:Workspace", "databricks-workspace", { workspaceName: "lakestage-prod2" })],
      engineFree: "the engine refuses to replace what is protected",
      says: "the name lakestage-prod2 does not begin with lakestage-prod",
    },
  ],
  leftAlone: [
    {
      name: "a workspace with a name of its own after the environment's",
      changes: [
        set("azure-native:databricks:Workspace", "databricks-workspace", { workspaceName: "lakestage-prod-fraud" }),
      ],
    },
  ],
};
