import { ALWAYS, resourceRule } from "../../rule";
import { DATABRICKS_TRUST } from "./shared/trusted-pipelines";

export const rule = resourceRule({
  id: "LSID006",
  title: "Databricks reads who a token speaks for from its subject",
  why: `Other claims say less: \`actor\` is whoever pushed, \`repository\` is every branch, \`ref\` is the same name in every
repository. Compared with one of them, a subject that looks narrow is not.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `oidcPolicy.subjectClaim: sub`, or leave it out.",
  example: `oidcPolicy: { issuer, subject: "repo:lakestage-example/mlops:environment:prod", subjectClaim: "sub" }`,
  types: [DATABRICKS_TRUST],
  check({ props }, report) {
    const claim = props.oidcPolicy?.subjectClaim || "sub";
    if (claim !== "sub") report(`the claim ${claim} is read instead of the subject`, "oidcPolicy.subjectClaim");
  },
});
