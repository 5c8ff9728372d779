import { ALWAYS, stackRule } from "../../rule";

export const rule = stackRule({
  id: "LSPROT013",
  title: "A stack puts everything into its own workspace",
  why: `Each resource may name another workspace than its provider's. Development's pipeline would put a job into production's
workspace, in a stack that production's reviewers never see.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Take `providerConfig` away: the stack's provider knows its workspace.",
  example: `new databricks.Job("job", { name: "features" }, { provider: workspace });`,
  types: [],
  check(stack, report) {
    for (const resource of stack.resources) {
      const found = workspaceNamedIn(resource.props, "");
      if (found) report(`it is put into workspace ${found.workspaceId}`, resource, found.path);
    }
  },
});

/** The workspace that a value, or a part of it, names. */
function workspaceNamedIn(value: unknown, path: string): { workspaceId: string; path: string } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const place = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    const workspaceId: unknown = key === "providerConfig" ? Object(part).workspaceId : undefined;
    if (workspaceId) return { workspaceId: String(workspaceId), path: `${place}.workspaceId` };
    const within = workspaceNamedIn(part, place);
    if (within) return within;
  }
  return undefined;
}
