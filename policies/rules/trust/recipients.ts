import { ALWAYS, isOfType, resourceRule } from "../../rule";

const CATALOG = "databricks:index/catalog:Catalog";
const GRANT = "databricks:index/grant:Grant";
const GRANTS = "databricks:index/grants:Grants";
const PROVIDER = "databricks:index/metastoreProvider:MetastoreProvider";
const RECIPIENT = "databricks:index/recipient:Recipient";

export const rule = resourceRule({
  id: "LSTRUST010",
  title: "Data is shared with, and taken from, whom the settings name",
  why: `A share is read outside of the account, for as long as it is there and with nobody asked again. An open recipient is whoever
has its token, from anywhere. What a stranger's provider sends is read as if it were ours.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Name the recipient or provider in `lakestage:trust.recipients` of Pulumi.yaml once it is agreed; give an open recipient an `ipAccessList`.",
  example: "config:\n  lakestage:trust:\n    value:\n      recipients: [hospital]",
  types: [CATALOG, GRANT, GRANTS, PROVIDER, RECIPIENT],
  check(resource, report, { settings }) {
    const { recipients } = settings.trust;
    const isTrusted = (name: string | undefined): boolean =>
      recipients.some((each) => each.toLowerCase() === name?.toLowerCase());
    if (isOfType(resource, RECIPIENT)) {
      const { authenticationType, ipAccessList, name } = resource.props;
      if (!isTrusted(name)) report(`${name || "a recipient without a name"} may be given shares`, "name");
      else if (authenticationType === "TOKEN" && !ipAccessList?.allowedIpAddresses?.length) {
        report("whoever has its token reads what is shared, from anywhere", "ipAccessList");
      }
    } else if (isOfType(resource, PROVIDER)) {
      if (!isTrusted(resource.props.name)) report(`data comes from ${resource.props.name || "a provider"}`, "name");
    } else if (isOfType(resource, CATALOG)) {
      const { providerName } = resource.props;
      if (providerName && !isTrusted(providerName)) report(`data comes from ${providerName}`, "providerName");
    } else if (isOfType(resource, GRANTS)) {
      if (!resource.props.share) return;
      for (const [index, { principal }] of (resource.props.grants ?? []).entries()) {
        if (!isTrusted(principal)) report(`${principal} reads a share`, `grants[${index}].principal`);
      }
    } else if (isOfType(resource, GRANT)) {
      const { principal, share } = resource.props;
      if (share && !isTrusted(principal)) report(`${principal} reads a share`, "principal");
    }
  },
});
