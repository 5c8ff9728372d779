import { ONLY_IN_PRODUCTION, resourceRule } from "../../rule";
import { AZURE_DATA, kindOf } from "./shared/data-holders";

export const rule = resourceRule({
  id: "LSPROT001",
  title: "Production's storage, vault and workspace cannot be deleted by a deployment",
  why: `A renamed setting can turn an update into a deletion and a new, empty resource. With \`protect\`, the engine refuses before
anything happens; without it, production's data go within a minute of a pipeline's approval.`,
  severity: "critical",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:RE"],
  remediation: "Leave `protection.deletion` on in the environment's file, or set the resource option `protect: true`.",
  example: `lakestage:protection:
  deletion: true`,
  types: AZURE_DATA,
  check(resource, report) {
    if (!resource.protect) report(`the engine may delete this ${kindOf(resource)}`, "protect");
  },
});
