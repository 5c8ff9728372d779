import { type Reach, reachOf } from "../matrix/verbs";
import type { Holdings, Overview } from "./overview";

/** What somebody asks first, who has to answer for an environment. */
export interface Answer {
  reach: Reach;
  /** `May change something in prod`. */
  question: string;
  /** Names of holders. */
  who: string[];
}

/** From the farthest reach on. */
const QUESTIONS: readonly (readonly [Reach, string])[] = [
  ["changes", "May change something"],
  ["runs", "May run or use something"],
  ["looks", "May only look"],
];

/** Who may change something in production, who may at most run or use something there, and who may only look. */
export function productionAnswers({ environments, holders }: Overview): Answer[] {
  const production = environments.filter(({ stage }) => stage === "production");
  return production.flatMap(({ name }) =>
    QUESTIONS.map(([reach, question]) => ({
      reach,
      question: `${question} in ${name}`,
      who: holders.filter(({ byEnvironment }) => farthest(byEnvironment.get(name)) === reach).map((each) => each.name),
    })),
  );
}

function farthest(holdings: Holdings | undefined): Reach | undefined {
  const reaches = [...(holdings?.data ?? []), ...(holdings?.workspace ?? [])].map(reachOf);
  return QUESTIONS.map(([reach]) => reach).find((reach) => reaches.includes(reach));
}

/** `May change something in prod: pipeline, platform admins`. */
export const answerText = ({ question, who }: Answer): string =>
  `${question}: ${who.length === 0 ? "nobody" : who.join(", ")}`;

/** `data: read; workspace: see`. Empty: nothing. */
export function holdingsText(holdings: Holdings | undefined): string {
  const said = (word: "data" | "workspace"): string[] => {
    const verbs = holdings?.[word] ?? [];
    return verbs.length === 0 ? [] : [`${word}: ${verbs.join(" ")}`];
  };
  return [...said("data"), ...said("workspace")].join("; ");
}
