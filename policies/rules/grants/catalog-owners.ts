import { ALWAYS, resourceRule } from "../../rule";
import { isPlatformAdmins } from "./shared/principals";

export const rule = resourceRule({
  id: "LSGRANT010",
  title: "Platform admins own catalogs, external locations and storage credentials",
  why: `An owner grants, transfers and drops, whatever the list of grants says. Where none is named, whoever deploys first becomes
it: a person at their desk, or an identity that the next deployment no longer has.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `owner` to the group of platform admins (`lakestage:groups`, `platformAdmins`).",
  example: `new databricks.Catalog("catalog", { ..., owner: settings.groups.platformAdmins });`,
  types: [
    "databricks:index/catalog:Catalog",
    "databricks:index/externalLocation:ExternalLocation",
    "databricks:index/storageCredential:StorageCredential",
  ],
  check({ props: { owner } }, report, context) {
    if (!owner) report("no owner is named", "owner");
    else if (!isPlatformAdmins(owner, context)) report(`"${owner}" owns it`, "owner");
  },
});
