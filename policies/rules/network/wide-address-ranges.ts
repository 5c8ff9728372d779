import { addressCount } from "../../../azure/address-ranges";
import { resourcesOf } from "../../replaced-rules";
import { ALWAYS, isOfType, resourceRule } from "../../rule";

const ACCOUNT = "azure-native:storage:StorageAccount";
const LIST = "databricks:index/ipAccessList:IpAccessList";
const VAULT = "azure-native:keyvault:Vault";

/** What an office or a proxy has. */
const OFFICE = 256;

/** A large company's own range. */
const COMPANY = 65_536;

export const rule = resourceRule({
  id: "LSKV006",
  replaces: { LSSTOR010: resourcesOf(ACCOUNT), LSWS007: resourcesOf(LIST) },
  title: "Firewalls and IP access lists let in no wide range of public addresses",
  why: `A wide range undoes the firewall: a cloud provider's or an internet provider's range holds machines of anybody, and
0.0.0.0/0 holds them all. A list that is switched off is the same.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "CKV_AZURE_109", "Azure.KeyVault.Firewall"],
  remediation:
    "In the `ipRules` of a key vault or a storage account name single addresses or ranges of at most 256 (/24); better, go through the private endpoint. In `lakestage:workspace.ipAccessList` of Pulumi.<environment>.yaml name your own ranges, none wider than /16.",
  example: `networkAcls: { defaultAction: "Deny", ipRules: [{ value: "198.51.100.7/32" }] }`,
  types: [VAULT, ACCOUNT, LIST],
  check(resource, report) {
    if (isOfType(resource, VAULT)) {
      for (const [index, { value }] of (resource.props.properties?.networkAcls?.ipRules ?? []).entries()) {
        if (isWider(value, OFFICE)) report(letsIn(value), `properties.networkAcls.ipRules[${index}].value`);
      }
    } else if (isOfType(resource, ACCOUNT)) {
      for (const [index, { iPAddressOrRange: range }] of (resource.props.networkRuleSet?.ipRules ?? []).entries()) {
        if (isWider(range, OFFICE)) report(letsIn(range), `networkRuleSet.ipRules[${index}].iPAddressOrRange`);
      }
    } else if (isOfType(resource, LIST)) {
      const { enabled, ipAddresses, listType } = resource.props;
      // A list of type BLOCK lets nobody in.
      if (listType?.toUpperCase() !== "ALLOW") return;
      if (enabled === false) report("the list is switched off", "enabled");
      for (const [index, range] of (ipAddresses ?? []).entries()) {
        if (isWider(range, COMPANY)) report(letsIn(range), `ipAddresses[${index}]`);
      }
    }
  },
});

const isWider = (range: string | undefined, most: number): range is string =>
  range !== undefined && addressCount(range) > most;

const letsIn = (range: string): string => `${range} lets in ${addressCount(range)} addresses`;
