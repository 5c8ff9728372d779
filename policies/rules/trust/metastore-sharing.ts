import { ALWAYS, resourceRule } from "../../rule";
import { isPlatformAdmins } from "../grants/shared/principals";

export const rule = resourceRule({
  id: "LSTRUST011",
  title: "The metastore is the platform admins', and shares with the outside only what is agreed",
  why: `Whoever owns the metastore takes any catalog of the region, production's too. With Delta Sharing to the outside switched on,
each of its admins may give data to somebody of another organisation.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Give `owner` the group of `groups.platformAdmins`; leave `deltaSharingScope` at `INTERNAL` as long as `lakestage:trust.recipients` names nobody.",
  example: `new databricks.Metastore("metastore", { ..., owner: "platform-admins", deltaSharingScope: "INTERNAL" });`,
  types: ["databricks:index/metastore:Metastore"],
  check({ props }, report, context) {
    const { deltaSharingScope, owner } = props;
    if (!owner || !isPlatformAdmins(owner, context)) {
      report(`it is owned by ${owner || "whoever made it"}`, "owner");
    }
    if (deltaSharingScope === "INTERNAL_AND_EXTERNAL" && context.settings.trust.recipients.length === 0) {
      report("data may be shared with other organisations", "deltaSharingScope");
    }
  },
});
