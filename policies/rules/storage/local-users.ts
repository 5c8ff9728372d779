import { ALWAYS, resourceRule } from "../../rule";

/** Ways in that ask Entra ID nothing, by the property that opens them. */
const WAYS_IN = [
  ["isSftpEnabled", "SFTP"],
  ["isLocalUserEnabled", "local users"],
  ["enableNfsV3", "NFS 3.0"],
] as const;

export const rule = resourceRule({
  id: "LSSTOR011",
  title: "Storage accounts have no local users, no SFTP and no NFS",
  why: `Local users have passwords and keys of their own, which no leaver's process ends. NFS 3.0 believes what a machine
says of its user. Neither is asked for Entra ID, and Unity Catalog sees nothing of either.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "CKV_AZURE_244"],
  remediation:
    "Set `isLocalUserEnabled: false`, and remove `isSftpEnabled` and `enableNfsV3`; exchange files through a volume of Unity Catalog.",
  example: `new StorageAccount("lake", { ..., isSftpEnabled: false, isLocalUserEnabled: false });`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props }, report) {
    if (props.isLocalUserEnabled === undefined) report("local users can be made for it", "isLocalUserEnabled");
    for (const [property, who] of WAYS_IN) {
      if (props[property] === true) report(`it is open to ${who}`, property);
    }
  },
});
