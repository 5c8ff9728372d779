import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSJOB001",
  title: "Jobs run as a service principal",
  why: `A job that runs as a person has all that person's rights, and stops when they leave. One that does not say whom it
runs as has its creator's rights: those of the identity that deploys, which owns the catalog.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation: "Set `runAs.servicePrincipalName` to the application id of the project's run identity.",
  example: `new databricks.Job("training", { ..., runAs: { servicePrincipalName: runner.applicationId } });`,
  types: ["databricks:index/job:Job"],
  check({ props: { runAs } }, report) {
    const other = runAs?.userName || runAs?.groupName;
    if (other) report(`it runs as ${other}`, runAs?.userName ? "runAs.userName" : "runAs.groupName");
    // Which one may not be known yet; that it is a service principal, is.
    else if (!runAs || !("servicePrincipalName" in runAs)) report("it does not say whom it runs as", "runAs");
  },
});
