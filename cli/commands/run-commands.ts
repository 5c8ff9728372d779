import { type Command, Option } from "commander";
import { Home } from "../../sandbox/lifecycle/home";
import type { Terminal } from "../terminal";
import { wholeNumber } from "../whole-number";
import type { AskingOptions } from "../workspaces/asking-options";
import type { RunOptions } from "./run";
import type { RunsOptions } from "./runs";

const home = (): Home => Home.of(process.env);

/** Of an option that is given once for each. */
export const several = (value: string, others: string[] = []): string[] => [...others, value];

/** Options of commands that ask the workspaces of the estate. */
export const asking = (command: Command): Command =>
  command
    .addOption(new Option("--target <target>", "where").choices(["sandbox", "cloud"]).default("sandbox"))
    .option("--as <principal>", "whom to ask as in the sandbox: a user or a service principal")
    .option("--json", "print the result as JSON");

/** `lakestage run`, `runs` and `logs`. */
export function addRunCommands(program: Command, terminal: Terminal): void {
  asking(program.command("run <project> [job]"))
    .description("start a job of a project in an environment, as dev.flight-delay; without a job, list them")
    .option("--watch", "follow it to its end, and say what came out; end with 11, 12 or 13 where it did not succeed")
    .option("--param <name=value>", "a parameter of the job; once for each", several)
    .option("--only <task>", "only this task, and with + before or behind what it needs or what needs it", several)
    .action(async (project: string, job: string | undefined, options: RunOptions) => {
      const { run } = await import("./run");
      await run(home(), terminal, project, job, options);
    });

  const runs = program.command("runs").description("the runs of jobs");
  asking(runs.command("list [stacks...]", { isDefault: true }))
    .description("list them, newest first (default: of every project that is deployed)")
    .option("--job <job>", "only of this job")
    .option("--failed", "only those that failed")
    .addOption(new Option("--limit <number>", "so many").argParser(atLeastOne).default(20))
    .action(async (stacks: string[], options: RunsOptions) =>
      (await import("./runs")).runs(home(), terminal, stacks, options),
    );
  inOne(asking(runs.command("cancel <run>")))
    .description("end a run")
    .action(async (run: string, options: AskingOptions & { environment?: string }) =>
      (await import("./runs")).cancel(home(), terminal, run, options),
    );
  inOne(asking(runs.command("repair <run>")))
    .description("run again what failed in a run, and what was skipped for it; what succeeded stays")
    .option("--task <task>", "this task and what needs it, whatever became of them; once for each", several)
    .action(async (run: string, options: AskingOptions & { environment?: string; task?: string[] }) =>
      (await import("./runs")).repair(home(), terminal, run, options),
    );

  inOne(asking(program.command("logs <run> [task]")))
    .description("print what the tasks of a run have written, or one of them")
    .option("--follow", "as they write it, to the end of the run")
    .action(
      async (
        run: string,
        task: string | undefined,
        options: AskingOptions & { environment?: string; follow?: boolean },
      ) => {
        const { logs } = await import("./logs");
        await logs(home(), terminal, run, task, options);
      },
    );
}

const inOne = (command: Command): Command =>
  command.option("--environment <name>", "where the run is (default: it is looked for in all)");

export const atLeastOne = wholeNumber(1);
