import { add, type RuleCases, set } from "../../cases/planted";

const binding = "databricks:index/workspaceBinding:WorkspaceBinding";
const readable = { securableType: "catalog", bindingType: "BINDING_TYPE_READ_ONLY" };

export const cases: RuleCases = {
  caught: [
    {
      name: "one more reader of production",
      changes: [add(binding, "analysts", { ...readable, securableName: "prod", workspaceId: "1000000000000003" })],
      finds: ["stack"],
      says: "1000000000000001, 1000000000000003; the settings name dev",
    },
    {
      name: "a reader of development, which has none",
      stack: "dev.platform",
      changes: [add(binding, "analysts", { ...readable, securableName: "dev", workspaceId: "1000000000000003" })],
      finds: ["stack"],
      says: "none",
    },
    {
      name: "a reader that a project lets in",
      stack: "prod.flight-delay",
      changes: [add(binding, "analysts", { ...readable, securableName: "prod", workspaceId: "1000000000000001" })],
      finds: ["stack"],
      says: "the catalog is readable in the workspaces 1000000000000001; the settings name none",
    },
  ],
  leftAlone: [
    {
      name: "the one reader by another id",
      changes: [set(binding, "unity-catalog-readable-in-dev", { workspaceId: "4711" })],
    },
    {
      name: "a second binding for the same reader",
      changes: [add(binding, "again", { ...readable, securableName: "prod", workspaceId: "1000000000000001" })],
    },
  ],
};
