import { edit, type RuleCases, remove } from "../../testing/planted";

const diagnostics = "azure-native:monitor:DiagnosticSetting";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace without a diagnostic setting",
      changes: [remove(diagnostics, "logs-databricks")],
      finds: ["stack"],
      says: "have 2 diagnostic settings",
    },
  ],
  leftAlone: [
    {
      name: "a diagnostic setting of another name",
      changes: [
        edit(diagnostics, "logs-databricks", (inputs) => {
          inputs.name = "audit";
        }),
      ],
    },
  ],
};
