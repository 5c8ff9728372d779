import { edit, type RuleCases } from "../../testing/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault of production that is named as development's",
      changes: [
        edit("azure-native:keyvault:Vault", "key-vault-vault", (inputs) => {
          inputs.vaultName = "lakestage-dev-a39f";
        }),
      ],
      says: "lakestage-dev-a39f does not begin with lakestage-prod",
      engineFree: "the engine refuses to replace what is protected",
    },
    {
      name: "a workspace whose name is left to chance",
      stack: "dev",
      changes: [
        edit("azure-native:databricks:Workspace", "databricks-workspace", (inputs) => {
          delete inputs.workspaceName;
        }),
      ],
      engineFree: "the provider makes a name up before the engine shows the resource to rules",
      says: "left to chance",
    },
    {
      name: "a workspace of an environment that only begins alike",
      changes: [
        edit("azure-native:databricks:Workspace", "databricks-workspace", (inputs) => {
          inputs.workspaceName = "lakestage-prod2";
        }),
      ],
      engineFree: "the engine refuses to replace what is protected",
    },
  ],
  leftAlone: [
    {
      name: "a workspace with a name of its own after the environment's",
      changes: [
        edit("azure-native:databricks:Workspace", "databricks-workspace", (inputs) => {
          inputs.workspaceName = "lakestage-prod-fraud";
        }),
      ],
    },
  ],
};
