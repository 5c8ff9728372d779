import { ALWAYS, resourceRule } from "../../rule";
import { isPlatformAdmins } from "../grants/shared/principals";

/** Databricks' own groups of everybody. */
const EVERYBODY = ["users", "account users"];

export const rule = resourceRule({
  id: "LSWS018",
  title: "Secrets are given to identities and platform admins, and to other people in development only",
  why: `Whoever may read a scope prints its secrets in a notebook, and uses them as the identity that they belong to. In
production that is a way round every privilege; with everybody, or with one person, nobody reviews who it is.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `principal` to the application id of the project's run identity, and `permission: READ`.",
  example: `new SecretAcl("runner", { scope: "lakestage", principal: runner.applicationId, permission: "READ" });`,
  types: ["databricks:index/secretAcl:SecretAcl"],
  check({ props }, report, context) {
    const { settings, stage } = context;
    const { permission, principal = "" } = props;
    const { dataScientists, mlEngineers } = settings.groups;
    // They administer the workspace anyway.
    if (isPlatformAdmins(principal, context)) return;
    if (EVERYBODY.includes(principal)) {
      report(`everybody in ${principal} has ${permission}`, "principal");
    } else if (principal.includes("@")) {
      report(`one person, ${principal}, has ${permission}`, "principal");
    } else if (stage !== "development" && [dataScientists, mlEngineers].includes(principal)) {
      report(`the people in ${principal} have ${permission}`, "principal");
    } else if (permission !== "READ") {
      report(`${principal} has ${permission}: it may change secrets, or let others read them`, "permission");
    }
  },
});
