import { ONLY_IN_PRODUCTION, stackRule } from "../../rule";
import { BINDING, bindingType, boundType, eachForeignBinding } from "./shared/bindings";

export const rule = stackRule({
  id: "LSGRANT014",
  title: "Other workspaces only read production's catalog",
  why: `A binding that also writes lets whoever holds a privilege use it from a workspace where people have clusters and
notebooks. Read-only, the binding itself refuses every write, whatever is granted by mistake.`,
  severity: "critical",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:SE"],
  remediation:
    "Set `bindingType: BINDING_TYPE_READ_ONLY`; left out, it is read-write. `unityCatalog.readOnlyIn` makes such bindings.",
  example: `lakestage:unityCatalog:
  readOnlyIn: [dev]`,
  types: BINDING,
  check(stack, report) {
    eachForeignBinding(stack, (binding, workspaceId) => {
      if (boundType(binding) !== "catalog" || bindingType(binding) === "BINDING_TYPE_READ_ONLY") return;
      report(`workspace ${workspaceId} is bound by ${bindingType(binding)}`, binding, "bindingType");
    });
  },
});
