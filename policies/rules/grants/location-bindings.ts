import { ALWAYS, stackRule } from "../../rule";
import { BINDING, boundType, eachForeignBinding } from "./shared/bindings";

export const rule = stackRule({
  id: "LSGRANT015",
  title: "External locations and credentials are used in their own workspace alone",
  why: `Who reads a catalog elsewhere needs neither its location nor its credential: Unity Catalog opens the files. Bound to
another workspace, they let its people reach files by their address, where no table's privileges are asked for.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Remove the binding; bind the catalog instead (`unityCatalog.readOnlyIn`).",
  example: `lakestage:unityCatalog:
  readOnlyIn: [dev]`,
  types: BINDING,
  check(stack, report) {
    eachForeignBinding(stack, (binding, workspaceId) => {
      if (boundType(binding) === "catalog") return;
      report(`${boundType(binding)} is bound to workspace ${workspaceId} as well`, binding, "workspaceId");
    });
  },
});
