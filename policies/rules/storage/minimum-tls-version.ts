import { ALWAYS, resourceRule } from "../../rule";

const isSafe = (version: string | undefined): boolean => version === "TLS1_2" || version === "TLS1_3";

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
    if (isSafe(minimumTlsVersion)) return;
    // Absent, older versions of Azure's API allow TLS 1.0.
    report(
      minimumTlsVersion ? `clients may use ${minimumTlsVersion}` : "the oldest version of TLS is not set",
      "minimumTlsVersion",
    );
  },
  // TLS 1.3 is not to become 1.2.
  remedy: ({ props }) => (isSafe(props.minimumTlsVersion) ? undefined : { ...props, minimumTlsVersion: "TLS1_2" }),
});
