import { ALWAYS, stackRule } from "../../rule";
import { BINDING, bindingType, boundType, eachForeignBinding } from "./shared/bindings";

export const rule = stackRule({
  id: "LSGRANT016",
  title: "A catalog is readable in no more workspaces than the settings name",
  why: `\`unityCatalog.readOnlyIn\` is where a reviewer looks for who else reads a catalog. A binding beside it, or one that is left
where snapshots were chosen so that nobody reads the catalog itself, shows data to people whom that list does not name.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Add the environment to `unityCatalog.readOnlyIn`, or remove the binding.",
  example: `lakestage:unityCatalog:
  readOnlyIn: [dev]`,
  types: BINDING,
  check(stack, report, { kind, settings }) {
    const { prodAccess, readOnlyIn } = settings.unityCatalog;
    // Only the platform's stack binds the catalog.
    const named = kind === "platform" && prodAccess === "binding" ? readOnlyIn : [];
    const readers = new Set<string>();
    eachForeignBinding(stack, (binding, workspaceId) => {
      const reads = boundType(binding) === "catalog" && bindingType(binding) === "BINDING_TYPE_READ_ONLY";
      if (reads) readers.add(workspaceId);
    });
    if (readers.size <= named.length) return;
    const should = named.length === 0 ? "none" : named.join(", ");
    report(`the catalog is readable in the workspaces ${[...readers].join(", ")}; the settings name ${should}`);
  },
});
