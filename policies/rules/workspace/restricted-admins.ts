import { ALWAYS, stackRule } from "../../rule";

const SETTING = "databricks:index/restrictWorkspaceAdminsSetting:RestrictWorkspaceAdminsSetting";

export const rule = stackRule({
  id: "LSWS022",
  title: "Workspace admins act as nobody else",
  why: `Unless a workspace restricts them, its admins make jobs run as any person in it, and tokens of any service principal. A
pipeline is admin of its workspace: development's could run code as a platform admin, who changes production.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Declare a `RestrictWorkspaceAdminsSetting` with the status `RESTRICT_TOKENS_AND_JOB_RUN_AS`; WorkspaceSettings does so.",
  example: `new RestrictWorkspaceAdminsSetting("admins", {
  restrictWorkspaceAdmins: { status: "RESTRICT_TOKENS_AND_JOB_RUN_AS" },
});`,
  types: ["azure-native:databricks:Workspace", SETTING],
  check(stack, report) {
    if (stack.ofType("azure-native:databricks:Workspace").length === 0) return;
    const settings = stack.ofType(SETTING);
    if (settings.length === 0) report("nothing restricts the workspace's admins");
    stack.each(SETTING, (setting) => {
      const { status } = setting.props.restrictWorkspaceAdmins;
      if (status === "RESTRICT_TOKENS_AND_JOB_RUN_AS") return;
      report(`the status is ${status}`, setting, "restrictWorkspaceAdmins.status");
    });
  },
});
