import { BINDABLE, SECURABLES } from "../../../databricks/securables";
import { STACK_REFERENCE } from "../../resource-types";
import { ALWAYS, type PolicyStack, stackRule } from "../../rule";
import { boundType } from "./shared/bindings";

const WORKSPACE = "azure-native:databricks:Workspace";
const BINDING_TYPE = "databricks:index/workspaceBinding:WorkspaceBinding";

const SECURABLE_TOKENS = BINDABLE.map((type) => SECURABLES[type].token);

export const rule = stackRule({
  id: "LSGRANT029",
  title: "A stack binds only securables of its own, and only to environments that it reads",
  why: `Whoever may deploy development could bind production's catalog to development's workspace, and production's reviewers would
never see it: the binding is in a stack that is not theirs. Who reads a catalog is said where the catalog is.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Remove the binding; name the reader in `unityCatalog.readOnlyIn` of the environment that the catalog belongs to.",
  example: `# Pulumi.prod.yaml
lakestage:unityCatalog:
  readOnlyIn: [dev]`,
  types: [BINDING_TYPE, STACK_REFERENCE, WORKSPACE, ...SECURABLE_TOKENS],
  check(stack, report) {
    stack.each(BINDING_TYPE, (binding) => {
      const name = binding.props.securableName || binding.props.catalogName || "";
      if (!namesDeclared(boundType(binding), stack).includes(name.toLowerCase())) {
        report(`the stack declares no ${boundType(binding)} "${name}"`, binding, "securableName");
        return;
      }
      // Readers' workspaces come from the outputs of their platforms.
      if (!stack.showsReferences) return;
      const from = binding.propertyDependencies.workspaceId ?? [];
      if (![...stack.ofType(WORKSPACE), ...stack.ofType(STACK_REFERENCE)].some(({ urn }) => from.includes(urn))) {
        const workspace = binding.props.workspaceId ?? "no workspace";
        report(`it binds to ${workspace}, which is no environment's that the stack reads`, binding, "workspaceId");
      }
    });
  },
});

/** A stack that declares none of a kind binds none of it. */
function namesDeclared(bound: string, stack: PolicyStack<(typeof SECURABLE_TOKENS)[number]>): string[] {
  const type = BINDABLE.find((each) => each === bound);
  return type ? stack.ofType(SECURABLES[type].token).map(({ props }) => (props.name ?? "").toLowerCase()) : [];
}
