import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSERV017",
  title: "A deployment of infrastructure leaves models' aliases where they are",
  why: `Champion and Challenger are moved by the deployment task, and moved back by a rollback. Aliases that Pulumi minds as well
return, at the next \`up\`, to where they once were: a bad version is Champion again.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:RE", "WAF:OE"],
  remediation: `Declare no \`aliases\`, and pass \`ignoreChanges: ["aliases"]\`.`,
  example: `new databricks.RegisteredModel("model", { ... }, { ignoreChanges: ["aliases"] });`,
  types: ["databricks:index/registeredModel:RegisteredModel"],
  check({ ignoreChanges, props }, report) {
    if (!ignoreChanges.includes("aliases") && !ignoreChanges.includes("*")) {
      report("its aliases are set back at each deployment", "aliases");
    } else if ((props.aliases ?? []).length > 0) {
      report(`it is made with ${props.aliases?.length} aliases`, "aliases");
    }
  },
});
