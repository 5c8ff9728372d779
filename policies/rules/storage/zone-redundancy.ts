import { ONLY_IN_PRODUCTION, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSTOR014",
  title: "Production's data survive the loss of a data centre",
  why: `Locally redundant storage keeps all copies in one building. A fire there ends tables, features and models together,
and soft delete with them.`,
  severity: "medium",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:RE", "CKV_AZURE_206"],
  remediation:
    "Set `storage.redundancy` in `Pulumi.<environment>.yaml` to `ZRS`, or to `GZRS` or `GRS` where data may leave the region.",
  example: `config:
  lakestage:storage:
    redundancy: ZRS`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props }, report) {
    const name = props.sku?.name;
    if (name && /(ZRS|GRS)$/i.test(name)) return;
    report(name ? `the redundancy is ${name}: copies in one data centre only` : "no redundancy is set", "sku.name");
  },
});
