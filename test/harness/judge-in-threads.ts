import { isMainThread } from "node:worker_threads";
import { judgeStacks } from "../../cli/check/judge-stacks";
import { serveShares } from "../../cli/check/judging-thread";
import { KeptJudgements } from "../../cli/check/kept-judgements";
import { stacksOf } from "../../cli/stacks/stacks";
import { SettingsFiles } from "../../infra/config";
import { allRules } from "../../policies/rule-index";

/** Judges all stacks of an estate in so many threads, as `check` does of its own accord only where there are many. */
async function judgeInThreads(directory: string, threads: number): Promise<void> {
  const files = SettingsFiles.in(directory);
  const kept = new KeptJudgements("/dev/null/nothing-kept", files, "");
  const judged = await judgeStacks(files, stacksOf(files), allRules(), kept, threads);
  process.stdout.write(JSON.stringify(judged));
}

const [directory = "", threads] = process.argv.slice(2);
if (isMainThread) void judgeInThreads(directory, Number(threads));
else serveShares();
