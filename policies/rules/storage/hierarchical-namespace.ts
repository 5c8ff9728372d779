import { ALWAYS, resourceRule } from "../../rule";

/** Kinds that can have a hierarchical namespace. */
const KINDS = ["StorageV2", "BlockBlobStorage"];

export const rule = resourceRule({
  id: "LSSTOR012",
  title: "Storage accounts have a hierarchical namespace",
  why: `Unity Catalog keeps managed tables only in Data Lake Storage. Without directories a rename copies every file and
can stop half-way, and an account gets them only by a migration.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:RE", "WAF:PE"],
  remediation: 'Set `isHnsEnabled: true` and `kind: "StorageV2"` when the account is made; they cannot be set later.',
  example: `new StorageAccount("lake", { ..., kind: "StorageV2", isHnsEnabled: true });`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props }, report) {
    if (!KINDS.includes(props.kind))
      report(`an account of the kind "${props.kind ?? ""}" can have no directories`, "kind");
    else if (props.isHnsEnabled !== true) report("the account has no hierarchical namespace", "isHnsEnabled");
  },
});
