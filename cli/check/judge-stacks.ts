import { availableParallelism } from "node:os";
import type { Problem, SettingsFiles } from "../../infra/config";
import { Estate, type Properties } from "../../infra/declaration";
import type { JudgedStack } from "../../policies/report";
import type { Rule } from "../../policies/rule";
import { configurationProblems } from "../stacks/preflight";
import type { Stack } from "../stacks/stacks";
import { judgementOf } from "./judgement";
import { JudgingThread } from "./judging-thread";
import type { KeptJudgements } from "./kept-judgements";
import { judgementsOf, type Share } from "./share";

export type JudgedStacks = { ok: true; stacks: JudgedStack[] } | { ok: false; problems: Problem[] };

/**
 * Checks the settings of stacks, declares them and asks the rules about them, as far as earlier runs have not.
 * @param threads how many to work in at once. Default: as many as so many stacks are worth.
 * @returns them in the order of declaring, or the mistakes in their settings.
 */
export async function judgeStacks(
  files: SettingsFiles,
  stacks: readonly Stack[],
  rules: readonly Rule[],
  kept: KeptJudgements,
  threads?: number,
): Promise<JudgedStacks> {
  const names = stacks.map(({ name }) => name);
  if (!kept.isSound(names)) {
    const { asked, files: own } = files.withAccount();
    const problems = configurationProblems(own, [...stacks]);
    if (problems.length > 0) return { ok: false, problems };
    kept.keepSound(names, asked);
  }
  const estate = new Estate(files);
  const missing = stacks.filter(({ name }) => !kept.of(name));
  await judgeMissing(files, missing, rules, kept, threads ?? threadsFor(missing.length));
  kept.save(new Set(estate.stacks));
  const chosen = new Set(names);
  const inOrder = estate.inOrderOfReading(names).filter((name) => chosen.has(name));
  return { ok: true, stacks: inOrder.flatMap((name) => kept.of(name)?.stack ?? []) };
}

/** A thread loads the program for itself, and V8 gets to know it anew: some three hundred stacks are done meanwhile. */
const STACKS_WORTH_A_THREAD = 500;

const threadsFor = (stacks: number): number =>
  Math.max(1, Math.min(availableParallelism(), Math.floor(stacks / STACKS_WORTH_A_THREAD)));

/** So many that threads seldom ask for more, and so few that none works long when the others have ended. */
const STACKS_IN_A_SHARE = 15;

/** Environments come first, since projects read them; projects then go over the threads, each with all its stacks. */
async function judgeMissing(
  files: SettingsFiles,
  stacks: readonly Stack[],
  rules: readonly Rule[],
  kept: KeptJudgements,
  threads: number,
): Promise<void> {
  const others = Array.from({ length: threads - 1 }, () => new JudgingThread(files.directory));
  try {
    const environments = [...new Set(stacks.map(({ environment }) => environment))];
    const outputs = new Map<string, Properties>();
    for await (const declaration of new Estate(files).declare(environments)) {
      outputs.set(declaration.stack.name, declaration.stack.outputs);
      kept.keep(await judgementOf(declaration, rules));
    }
    const shares = sharesOf(stacks, outputs);
    const work = async (judge: (share: Share) => ReturnType<typeof judgementsOf>): Promise<void> => {
      for (let share = shares.shift(); share; share = shares.shift()) {
        for (const judgement of await judge(share)) kept.keep(judgement);
      }
    };
    await Promise.all([
      work((share) => judgementsOf(share, files, rules)),
      ...others.map((thread) => work((share) => thread.judge(share))),
    ]);
  } finally {
    await Promise.all(others.map((thread) => thread.end()));
  }
}

function sharesOf(stacks: readonly Stack[], outputs: ReadonlyMap<string, Properties>): Share[] {
  const byProject = new Map<string, string[]>();
  for (const { name, project } of stacks) {
    if (project !== undefined) byProject.set(project, [...(byProject.get(project) ?? []), name]);
  }
  const shares: string[][] = [[]];
  for (const names of byProject.values()) {
    if ((shares.at(-1)?.length ?? 0) >= STACKS_IN_A_SHARE) shares.push([]);
    shares.at(-1)?.push(...names);
  }
  return shares.filter(({ length }) => length > 0).map((names) => ({ stacks: names, outputs }));
}
