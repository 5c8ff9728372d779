import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSTOR015",
  title: "The name of a storage account is one that Azure accepts",
  why: `Azure takes 3 to 24 lower-case letters and digits, and says so only when the account is made: half-way through a
deployment, with the network and the vault already there.`,
  severity: "low",
  enforcement: ALWAYS,
  references: ["WAF:OE", "CKV_AZURE_43"],
  remediation:
    "Shorten `azure.prefix` in `Pulumi.yaml`; for other accounts set an `accountName` of 3 to 24 lower-case letters and digits.",
  example: `config:
  lakestage:azure:
    value:
      prefix: lakestage`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props: { accountName } }, report) {
    // Without one, the provider makes one up that fits.
    if (accountName && !/^[a-z0-9]{3,24}$/.test(accountName)) {
      report(`"${accountName}" is not 3 to 24 lower-case letters and digits`, "accountName");
    }
  },
});
