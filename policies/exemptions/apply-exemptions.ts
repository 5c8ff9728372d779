import type { Finding } from "../finding";
import type { Exemption } from "./exemption";
import { fitsUrn } from "./urn-pattern";

/** A finding that an exemption silences. */
export interface Exempted<Found extends Finding = Finding> {
  finding: Found;
  exemption: Exemption;
}

/** What is left of findings, and what became of the exemptions. */
export interface AppliedExemptions<Found extends Finding = Finding> {
  /** Findings that nothing silences. */
  open: Found[];
  exempted: Exempted<Found>[];
  /** Exemptions that no longer hold, whether or not they would match anything. */
  expired: Exemption[];
  /** Exemptions that hold and match no finding. */
  unused: Exemption[];
}

/**
 * Sorts findings by whether an exemption silences them. An expired exemption silences nothing.
 * @param today YYYY-MM-DD.
 */
export function applyExemptions<Found extends Finding>(
  findings: readonly Found[],
  exemptions: readonly Exemption[],
  today: string,
): AppliedExemptions<Found> {
  const expired = exemptions.filter(({ expires }) => expires < today);
  const holding = exemptions.filter((exemption) => !expired.includes(exemption));
  const used = new Set<Exemption>();
  const open: Found[] = [];
  const exempted: Exempted<Found>[] = [];
  for (const finding of findings) {
    const ids = [finding.rule, ...(finding.formerly ?? [])];
    const fitting = holding.filter(({ rule, urn }) => ids.includes(rule) && fitsUrn(urn, finding.urn));
    for (const exemption of fitting) used.add(exemption);
    const [exemption] = fitting;
    if (exemption) exempted.push({ finding, exemption });
    else open.push(finding);
  }
  return { open, exempted, expired, unused: holding.filter((exemption) => !used.has(exemption)) };
}
