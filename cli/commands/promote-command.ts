import type { Command } from "commander";
import { Home } from "../../sandbox/lifecycle/home";
import type { PromoteOptions } from "../promotion/promotion";
import type { Terminal } from "../terminal";
import { asking, atLeastOne } from "./run-commands";

const ACTS = {
  status: "show which versions of a model have an alias, and which wait for an approval",
  approve: "say that a version may be deployed, and let the run go on that waits for it",
  reject: "say that a version may not be deployed",
  rollback: "make the Champion before the Champion again, and have the endpoints serve it",
};

type Act = keyof typeof ACTS;

/** `lakestage promote`. */
export function addPromoteCommand(program: Command, terminal: Terminal): void {
  const promote = program.command("promote").description("decide on versions of a project's model");
  const add = (act: Act): Command =>
    asking(promote.command(`${act} <project> [model]`))
      .description(`${ACTS[act]} (a project is named with its environment, as dev.flight-delay)`)
      .action(async (stack: string, model: string | undefined, options: PromoteOptions) => {
        const { [act]: run, promote: begin } = await import("./promote");
        await begin(Home.of(process.env), terminal, run, { stack, model, options });
      });
  add("status");
  consented(add("approve"), "which one (default: the one that waits)").option(
    "--no-repair",
    "leave the run that ended for want of the approval as it is",
  );
  withReason(consented(add("reject"), "which one (default: the one that waits)"));
  withReason(consented(add("rollback"), "which one becomes Champion (default: the one that has the alias Previous)"));
}

const consented = (command: Command, version: string): Command =>
  command.option("--version <number>", version, atLeastOne).option("--yes", "in production too, without asking");

const withReason = (command: Command): Command => command.option("--reason <text>", "kept with the version");
