import type { Placed, Reach, ReachStep, Thing } from "../reach";
import { mergedSubjects, type Subject, subjectOf } from "./subjects";

/** More names of one kind say nothing more. */
const NAMES = 3;

/** What one has who reaches something so far, the most first. */
const HEADINGS = {
  acts: "Acts as",
  control: "Controls",
  write: "Changes",
  use: "Uses",
  read: "Reads",
  see: "Sees",
} as const;

type Heading = keyof typeof HEADINGS;

/** Words of things that act. */
const ACTING = ["service principal", "managed identity", "access connector's identity", "group", "user", "people"];

/** What somebody could do who has a pipeline's identity, each with why; and what they could not reach. */
export function reachText(reach: Reach): string {
  const { identity, pipelines, reached } = reach;
  const leaving = reached.filter(({ leaves }) => leaves);
  const told = reached.filter(({ leaves, thing }) => !leaves && !thing.isEverybodys);
  const whose = pipelines.length > 0 ? `, which is whoever shows a token of ${pipelines.join(" or ")}` : "";
  const sections = [
    `${identity.word} ${identity.name} of ${identity.environment ?? "no environment"}${whose}`,
    section(leaving.length > 0 ? verdict(identity) : `Nothing leaves ${identity.environment}.`, leaving, "✗"),
    ...(Object.keys(HEADINGS) as Heading[]).map((heading) =>
      section(
        HEADINGS[heading],
        told.filter((each) => headingOf(each) === heading),
        " ",
      ),
    ),
    unreachedText(reach),
  ];
  return sections.filter((text) => text !== "").join("\n\n");
}

const verdict = ({ environment }: Thing): string => `Leaves ${environment}:`;

function headingOf({ power, thing }: Placed): Heading {
  return power === "control" && ACTING.includes(thing.word) ? "acts" : power;
}

/** Things of one kind that are reached in one way. */
interface ReachLine extends Subject {
  /** All steps but the last, which names the thing. */
  way: string;
  intended?: string;
}

function section(heading: string, some: readonly Placed[], mark: string): string {
  if (some.length === 0) return heading.endsWith(".") ? heading : "";
  const chains = new Map<string, readonly ReachStep[]>();
  const lines = some.map(({ chain, intended, thing, leaves }): ReachLine => {
    const way = chain.map(({ from }) => from).join(" ");
    const partOf = leaves ? (thing.environment ?? "the account") : undefined;
    const line = {
      kind: thing.word,
      names: [thing.name],
      way,
      ...(partOf !== undefined && { partOf }),
      ...(intended !== undefined && { intended }),
    };
    const key = keyOf(line);
    if (!chains.has(key)) chains.set(key, chain);
    return line;
  });
  const texts = mergedSubjects(lines).flatMap((line) => [
    `${mark} ${subjectOf(line, NAMES)}${line.intended === undefined ? "" : `, as ${line.intended} says`}`,
    ...(chains.get(keyOf(line)) ?? []).map((step) => `      ${stepText(step)}`),
  ]);
  return [heading, ...texts].join("\n");
}

const keyOf = (line: ReachLine): string => JSON.stringify({ ...line, names: [] });

/** `… administers the workspace of dev (members-deployment.permissions of stack dev)` */
function stepText({ cause, why }: ReachStep): string {
  if (!cause) return why;
  const [stack] = cause.urn.replace(/^urn:pulumi:/, "").split("::");
  const name = [cause.urn.split("::").at(-1), cause.property].filter((part) => part !== undefined).join(".");
  return `${why}: ${name} of stack ${stack}`;
}

/** By whose it is: kinds, with how many there are of each. */
function unreachedText({ unreached }: Reach): string {
  const byOwner = new Map<string, Map<string, number>>();
  for (const { environment, word } of unreached) {
    const owner = environment ?? "the account's and the directory's";
    const words = byOwner.get(owner) ?? new Map<string, number>();
    byOwner.set(owner, words.set(word, (words.get(word) ?? 0) + 1));
  }
  if (byOwner.size === 0) return "";
  const lines = [...byOwner].map(
    ([owner, words]) =>
      `  ${owner}: ${[...words].map(([word, count]) => (count === 1 ? word : `${word} ×${count}`)).join(", ")}`,
  );
  return ["Does not reach", ...lines].join("\n");
}
