import { ALWAYS, resourceRule } from "../../rule";

const SAFE = ["TLS1_2", "TLS1_3"];

export const rule = resourceRule({
  id: "LSSTOR003",
  title: "Storage accounts speak TLS 1.2 or newer",
  why: `TLS 1.0 and 1.1 have known attacks. A client that may choose them can be made to, and its traffic be read.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE", "CKV_AZURE_44"],
  remediation: 'Set `minimumTlsVersion: "TLS1_2"`, or `"TLS1_3"` where all clients know it.',
  example: `new StorageAccount("lake", { ..., minimumTlsVersion: "TLS1_2" });`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props: { minimumTlsVersion } }, report) {
    if (minimumTlsVersion && SAFE.includes(minimumTlsVersion)) return;
    // Absent, older versions of Azure's API allow TLS 1.0.
    report(
      minimumTlsVersion ? `clients may use ${minimumTlsVersion}` : "the oldest version of TLS is not set",
      "minimumTlsVersion",
    );
  },
  remedy: ({ props }) => ({ ...props, minimumTlsVersion: "TLS1_2" }),
});
