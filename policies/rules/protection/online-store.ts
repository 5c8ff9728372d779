import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

/** Databricks' own. */
const FEWEST_DAYS = 7;

export const rule = resourceRule({
  id: "LSPROT015",
  title: "An online store can be restored, and is no copy of another",
  why: `What endpoints look features up in is written all day. Purged on deletion, or kept for hours, it cannot be brought back; made
as a child of another store it holds that one's rows, whoever may read them here.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:RE", "WAF:SE"],
  remediation: "Leave `purgeOnDelete` and `parentInstanceRef` out, and `retentionWindowInDays` at 7 or more.",
  example: `new databricks.DatabaseInstance("store", { name: "lakestage-prod", capacity: "CU_1", retentionWindowInDays: 7 });`,
  types: ["databricks:index/databaseInstance:DatabaseInstance"],
  check({ props }, report) {
    const { parentInstanceRef, purgeOnDelete, retentionWindowInDays: days } = props;
    if (purgeOnDelete) report("it is purged when it is deleted", "purgeOnDelete");
    if (days !== undefined && days < FEWEST_DAYS) report(`it is kept for ${days} days`, "retentionWindowInDays");
    if (parentInstanceRef) report(`it is a copy of ${parentInstanceRef.name ?? "another"}`, "parentInstanceRef");
  },
});
