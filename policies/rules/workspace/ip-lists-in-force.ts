import { ALWAYS, stackRule } from "../../rule";

export const rule = stackRule({
  id: "LSWS008",
  title: "IP access lists are in force",
  why: `A workspace keeps its lists and lets everybody in until its switch for them is on: the lists are shown, and do
nothing.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Set `lakestage:workspace.ipAccessList` in Pulumi.<environment>.yaml, which switches the lists on too; else set `enableIpAccessLists` in the workspace's configuration.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:workspace:
    ipAccessList: [198.51.100.0/24]`,
  types: ["databricks:index/ipAccessList:IpAccessList", "databricks:index/workspaceConf:WorkspaceConf"],
  check(stack, report) {
    let inForce = false;
    stack.each("databricks:index/workspaceConf:WorkspaceConf", ({ props }) => {
      inForce ||= props.customConfig?.enableIpAccessLists === "true";
    });
    if (inForce) return;
    for (const list of stack.ofType("databricks:index/ipAccessList:IpAccessList")) {
      report("the workspace's configuration does not switch its IP access lists on", list);
    }
  },
});
