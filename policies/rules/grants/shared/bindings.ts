import type { PolicyResource, PolicyStack } from "../../../rule";

/** Types that tell which workspace something is bound to, and whose that is. */
export const BINDING = [
  "databricks:index/mwsPermissionAssignment:MwsPermissionAssignment",
  "databricks:index/workspaceBinding:WorkspaceBinding",
] as const;

export type Binding = PolicyResource<"databricks:index/workspaceBinding:WorkspaceBinding">;

/** Looks at each binding to a workspace that is not the stack's own. */
export function eachForeignBinding(
  stack: PolicyStack<(typeof BINDING)[number]>,
  look: (binding: Binding, workspaceId: string) => void,
): void {
  // The environment lets its members into its own workspace, whose id is nowhere else in the stack.
  const own = (workspaceId: string): boolean =>
    stack
      .ofType("databricks:index/mwsPermissionAssignment:MwsPermissionAssignment")
      .some(({ props }) => String(props.workspaceId) === workspaceId);
  stack.each("databricks:index/workspaceBinding:WorkspaceBinding", (binding) => {
    const workspaceId = String(binding.props.workspaceId ?? "");
    if (!own(workspaceId)) look(binding, workspaceId);
  });
}

/** What is bound, as the API calls it. Absent, it is a catalog. */
export const boundType = ({ props }: Binding): string => (props.securableType || "catalog").toLowerCase();

/** Absent, it is read-write. */
export const bindingType = ({ props }: Binding): string => props.bindingType || "BINDING_TYPE_READ_WRITE";
