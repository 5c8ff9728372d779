import { relative } from "node:path/posix";
import { pagePaths } from "../page-paths";
import type { Rule } from "../rule";
import { table } from "../text/markdown-text";
import { ASKED_ELSEWHERE } from "./asked-elsewhere";
import { familiesOf } from "./families";
import { frameworkOf } from "./references";
import { ruleTable } from "./rule-table";

const INDEX_FOLDER = "docs/policies";

/** The generated part of `docs/policies/README.md`: all rules by family, and what they answer to. */
export function ruleIndex(rules: readonly Rule[]): string {
  const pages = pagePaths();
  const link = (id: string): string => `[${id}](${relative(INDEX_FOLDER, pages.get(id) ?? "")})`;
  const families = familiesOf(rules);
  return [
    `${rules.length} rules in ${families.length} families.`,
    table(
      ["family", "rules", "critical", "high", "medium", "low"],
      families.map(({ name, rules: own }) => [
        `[${name}](#${anchor(name)})`,
        String(own.length),
        ...["critical", "high", "medium", "low"].map((severity) =>
          String(own.filter((rule) => rule.severity === severity).length),
        ),
      ]),
    ),
    ...families.flatMap(({ folder, name, rules: own }) => [
      `### ${name}`,
      ruleTable(own, link, `../../policies/rules/${folder}/`),
    ]),
    "### Ids that are no longer used",
    "The rules were taken into others. Exemptions may still name them, and hold for the successor.",
    table(["id", "taken into"], replaced(rules, link)),
    "### What checkov and PSRule ask for",
    table(["id", "asks that", "answered by"], ASKED_ELSEWHERE.map(answer(rules, link))),
    ...answeredBeside(rules, link),
  ].join("\n\n");
}

const replaced = (rules: readonly Rule[], link: (id: string) => string): string[][] =>
  rules
    .flatMap(({ id, replaces = {} }) => Object.keys(replaces).map((old) => [old, link(id)]))
    .sort(([one = ""], [other = ""]) => one.localeCompare(other));

const answer =
  (rules: readonly Rule[], link: (id: string) => string) =>
  ({ asks, id, whyNot }: (typeof ASKED_ELSEWHERE)[number]): string[] => [
    id,
    asks,
    answering(rules, id, link) || `none: ${whyNot ?? "no rule answers to it yet"}`,
  ];

/** What rules answer to beside the list. */
function answeredBeside(rules: readonly Rule[], link: (id: string) => string): string[] {
  const told = ASKED_ELSEWHERE.map(({ id }) => id);
  const others = [...new Set(rules.flatMap(({ references }) => references))]
    .filter((reference) => frameworkOf(reference) !== "pillar" && !told.includes(reference))
    .sort();
  if (others.length === 0) return [];
  return [
    "Answered besides:",
    table(
      ["id", "answered by"],
      others.map((id) => [id, answering(rules, id, link)]),
    ),
  ];
}

const answering = (rules: readonly Rule[], reference: string, link: (id: string) => string): string =>
  rules
    .filter(({ references }) => references.includes(reference))
    .map(({ id }) => link(id))
    .join(", ");

/** Ids of checkov's and PSRule's that no rule answers to, without a reason why. */
export const unanswered = (rules: readonly Rule[]): string[] =>
  ASKED_ELSEWHERE.filter(
    ({ id, whyNot }) => whyNot === undefined && !rules.some((rule) => rule.references.includes(id)),
  ).map(({ id }) => id);

/** As GitHub makes anchors of headings. */
const anchor = (heading: string): string => heading.toLowerCase().replaceAll(" ", "-");
