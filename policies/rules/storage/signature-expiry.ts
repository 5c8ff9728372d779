import { ALWAYS, resourceRule } from "../../rule";

const DAY = 24 * 60 * 60;

export const rule = resourceRule({
  id: "LSSTOR021",
  title: "Where shared keys may sign, a signature ends within a day",
  why: `A signed address opens storage for whoever has it, and cannot be taken back but by rotating the key. This is what
bounds the harm where an account is exempt from LSSTOR001.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE", "CKV2_AZURE_41"],
  remediation:
    'Set `allowSharedKeyAccess: false`, or `sasPolicy` with `expirationAction: "Block"` and a period of at most `"1.00:00:00"`.',
  example: `new StorageAccount("exchange", {
  ...,
  sasPolicy: { expirationAction: "Block", sasExpirationPeriod: "0.08:00:00" },
});`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props: { allowSharedKeyAccess, sasPolicy } }, report) {
    const period = sasPolicy?.sasExpirationPeriod;
    if (!period) {
      if (allowSharedKeyAccess !== false) report("signatures may be made for any time", "sasPolicy");
    } else if (!(secondsIn(period) <= DAY)) {
      report(`signatures may be made for ${period}, which is more than a day`, "sasPolicy.sasExpirationPeriod");
    }
  },
});

/** Of `days.hours:minutes:seconds`; not a number for anything else. */
function secondsIn(period: string): number {
  const [, days, hours, minutes, seconds] = /^(\d+)\.(\d+):(\d+):(\d+)$/.exec(period) ?? [];
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}
