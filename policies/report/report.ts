import { type EnvironmentSettings, type SettingsDirectory, type Stage, stacksIn } from "../../infra/config";
import type { DeclaredStack } from "../../infra/declaration";
import { applyExemptions, type Exempted, type Exemption, mayFitStack } from "../exemptions";
import type { Finding } from "../finding";
import type { Place } from "../place";
import type { Rule, Severity } from "../rule";
import { stackOf } from "../rule-context";
import { originOf } from "./origin/origin-of";

/** A finding, and where it can be mended. */
export interface LocatedFinding extends Finding {
  origin: Place;
}

/** What rules found in stacks: all that a report tells. */
export interface Report {
  /** The stacks that were looked at, in the order of looking. */
  stacks: readonly { name: string; stage: Stage }[];
  /** The rules that were looked for. */
  rules: readonly Rule[];
  /** How many resources were looked at, components apart: those are only groups of others. */
  resources: number;
  /** Violations that nothing silences, the worst first. */
  findings: readonly LocatedFinding[];
  /** What rules could not find out, since a preview does not know it yet. */
  undetermined: readonly LocatedFinding[];
  /** What exemptions silence. */
  exempted: readonly Exempted<LocatedFinding>[];
  /** Exemptions that no longer hold: each is a failure. */
  expired: readonly Exemption[];
  /** Exemptions that match no finding, although all stacks that they may be for were looked at: each is a warning. */
  unused: readonly Exemption[];
  /** Address that pages' paths are appended to, as `https://github.com/<owner>/<repository>/blob/HEAD`. */
  pagesAt?: string;
  /** How long it took; told to people only, so that reports of the same estate are the same. */
  seconds?: number;
}

/** A stack that rules were asked about: what a report tells of it. */
export interface JudgedStack {
  name: string;
  stage: Stage;
  /** How many resources it has, components apart. */
  resources: number;
  /** In the order of the rules. */
  findings: readonly LocatedFinding[];
  /** See `Report`. */
  pagesAt?: string;
}

/**
 * What reports tell of a stack in which rules found this.
 * @param directory The Pulumi project's.
 * @throws Error for a finding in another stack.
 */
export async function judgedStack(
  stack: DeclaredStack,
  findings: readonly Finding[],
  directory: SettingsDirectory,
): Promise<JudgedStack> {
  const { name, resources, settings } = stack;
  const pagesAt = pagesAddress(settings);
  const located: LocatedFinding[] = [];
  for (const finding of findings) {
    if (stackOf(finding.urn) !== name) {
      throw new Error(`${finding.rule} found something in a stack that was not looked at: ${finding.urn}`);
    }
    located.push({ ...finding, origin: await originOf(finding, stack, directory) });
  }
  return {
    name,
    stage: settings.environment.stage,
    resources: resources.filter(({ custom }) => custom).length,
    findings: located,
    ...(pagesAt !== undefined && { pagesAt }),
  };
}

/** What a report is made of. */
export interface ReportParts extends Pick<Report, "rules" | "seconds"> {
  stacks: readonly JudgedStack[];
  exemptions: readonly Exemption[];
  /** YYYY-MM-DD: exemptions that expired before it silence nothing. */
  today: string;
  /** The Pulumi project's. */
  directory: SettingsDirectory;
}

/** A report on what rules found in stacks, with exemptions applied. */
export function reportOn({ directory, exemptions, rules, stacks, today, ...others }: ReportParts): Report {
  const worstFirst = inOrderOfSeverity(rules);
  const found = stacks.flatMap(({ findings }) => findings);
  const { exempted, expired, open, unused } = applyExemptions(found, exemptions, today);
  const seen = new Set(stacks.map(({ name }) => name));
  const unseen = stacksIn(directory).flatMap(({ name }) => (seen.has(name) ? [] : [name]));
  const pagesAt = stacks[0]?.pagesAt;
  return {
    ...others,
    ...(pagesAt !== undefined && { pagesAt }),
    rules,
    stacks: stacks.map(({ name, stage }) => ({ name, stage })),
    resources: stacks.reduce((count, { resources }) => count + resources, 0),
    findings: open.filter(({ outcome }) => outcome === "violation").sort(worstFirst),
    undetermined: open.filter(({ outcome }) => outcome === "undetermined").sort(worstFirst),
    exempted: exempted.sort((one, other) => worstFirst(one.finding, other.finding)),
    expired,
    // What is not looked at may be what it is for.
    unused: unused.filter(({ urn }) => !unseen.some((name) => mayFitStack(urn, name))),
  };
}

/** Whether the estate may not be deployed as it is. */
export const isFailure = ({ expired, findings }: Report): boolean =>
  expired.length > 0 || findings.some(({ level }) => level === "mandatory");

/** The worst first. */
export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];

function inOrderOfSeverity(rules: readonly Rule[]) {
  const rank = new Map(rules.map(({ id, severity }) => [id, SEVERITIES.indexOf(severity)]));
  return (one: LocatedFinding, other: LocatedFinding): number =>
    (rank.get(one.rule) ?? 0) - (rank.get(other.rule) ?? 0) ||
    compared(one.origin.file, other.origin.file) ||
    (one.origin.line ?? 0) - (other.origin.line ?? 0) ||
    compared(one.rule, other.rule) ||
    compared(one.urn, other.urn) ||
    compared(one.property ?? "", other.property ?? "");
}

/** By code points: the same everywhere, whatever the machine's language. */
const compared = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** Where the pages of the pack can be read: in the repository that deploys the environment, where that is on GitHub. */
export function pagesAddress({ identity: { github } }: EnvironmentSettings): string | undefined {
  return github && `https://github.com/${github.organization}/${github.repository}/blob/HEAD`;
}
