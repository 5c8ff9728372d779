import { type Changes, changedFiles } from "./changed-files";
import { CHECKOUT } from "./estate";

/** An exhaustive part of the tests, of which not all is run each time. */
export interface ExhaustivePart<Case> {
  /** What its cases are: `planted violations`. */
  name: string;
  cases: readonly Case[];
  /** Whether a case is run whatever has changed. Together these show every kind that there is. */
  inSample(one: Case, index: number): boolean;
  /** Whether a change of a file, named from the top of the checkout, could change what comes of the case. */
  touchedBy(file: string, one: Case): boolean;
}

/**
 * The cases to run: with `npm run test:all` every one, else the sample and what the change touches. Says what it leaves out.
 * @throws Error where nothing would be left.
 */
export function chosenCases<Case>(
  part: ExhaustivePart<Case>,
  all = process.env.LAKESTAGE_TEST_ALL === "1",
  changes?: Changes,
  say: (text: string) => void = (text) => void process.stderr.write(`${text}\n`),
): Case[] {
  const { cases, inSample, name, touchedBy } = part;
  if (all) return [...cases];
  const { files, since } = changes ?? changedFiles(CHECKOUT);
  const touched = new Set(cases.filter((one) => files.some((file) => touchedBy(file, one))));
  const chosen = cases.filter((one, index) => touched.has(one) || inSample(one, index));
  if (chosen.length === 0) throw new Error(`Of ${cases.length} ${name} none is in the sample that is always run`);
  const why = since
    ? `the sample, and ${touched.size} that the change since ${since.slice(0, 10)} touches`
    : "the sample, as there is no commit to compare with";
  const rest = cases.length - chosen.length;
  if (rest > 0) say(`${chosen.length} of ${cases.length} ${name}: ${why}. The other ${rest}: npm run test:all`);
  return chosen;
}
