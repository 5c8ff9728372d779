import { Command, Option } from "commander";
import { version } from "../package.json";
import { Home } from "../sandbox/lifecycle/home";
import type { StackCommandOptions } from "./commands/stack-command";
import { faultCommand } from "./sandbox/fault-command";
import type { Terminal } from "./terminal";

const EXIT_CODES = `
Exit codes:
  0 done   1 a stack failed   2 a mistake in the command or configuration   3 something is missing on this machine
  4 another operation is running   5 a port is in use   6 changes found by preview --expect-no-changes
  70 a fault of lakestage   130 interrupted`;

/** The whole command line. Commands are loaded when they run, so that none pays for the others. */
export function commandLine(terminal: Terminal): Command {
  const program = new Command("lakestage")
    .description("MLOps environments on Azure Databricks: in the sandbox on this machine, and in the cloud.")
    .version(version)
    .addHelpText("after", EXIT_CODES)
    .showSuggestionAfterError()
    .showHelpAfterError("Run lakestage --help for what there is.")
    .exitOverride();

  stackCommand(program, "up", "create or change the stacks to what the configuration says").action(
    async (stacks: string[], options: StackCommandOptions) => {
      const { up } = require("./commands/up") as typeof import("./commands/up");
      await up(Home.of(process.env), terminal, stacks, options);
    },
  );
  stackCommand(program, "preview", "show what up would change")
    .option("--expect-no-changes", "end with 6 where there are changes")
    .action(async (stacks: string[], options: StackCommandOptions & { expectNoChanges?: boolean }) => {
      const { preview } = require("./commands/preview") as typeof import("./commands/preview");
      await preview(Home.of(process.env), terminal, stacks, options);
    });
  stackCommand(program, "refresh", "compare the stacks with what is really there, and take over what differs")
    .option("--preview-only", "show the differences, take over nothing")
    .option("--expect-no-changes", "end with 6 where something differs")
    .action(async (stacks: string[], options: StackCommandOptions & { previewOnly?: boolean }) => {
      const { refresh } = require("./commands/refresh") as typeof import("./commands/refresh");
      await refresh(Home.of(process.env), terminal, stacks, options);
    });
  stackCommand(program, "destroy", "delete what the stacks made")
    .option("--all", "every stack of the checkout")
    .option("--unprotect", "also what the configuration protects from deletion")
    .action(async (stacks: string[], options: StackCommandOptions & { all?: boolean; unprotect?: boolean }) => {
      const { destroy } = require("./commands/destroy") as typeof import("./commands/destroy");
      await destroy(Home.of(process.env), terminal, stacks, options);
    });
  stackCommand(program, "status", "show the stacks as they were last deployed").action(
    async (stacks: string[], options: StackCommandOptions) => {
      const { status } = require("./commands/status") as typeof import("./commands/status");
      await status(Home.of(process.env), terminal, stacks, options);
    },
  );
  program
    .command("check [stacks...]")
    .description("check the configuration of the stacks, without an engine")
    .option("--json", "print the problems as JSON")
    .action(async (stacks: string[], options: { json?: boolean }) => {
      const { check } = require("./commands/check") as typeof import("./commands/check");
      await check(terminal, stacks, options);
    });
  program
    .command("env")
    .description("print what to export for plain pulumi to work in the sandbox")
    .addOption(new Option("--shell <shell>", "syntax").choices(["sh", "fish", "powershell"]).default("sh"))
    .option("--json", "print it as JSON")
    .action(async (options: { shell: "sh" | "fish" | "powershell"; json?: boolean }) => {
      const { env } = require("./commands/env") as typeof import("./commands/env");
      await env(Home.of(process.env), terminal, options);
    });
  program
    .command("engine")
    .description("find the engine and the Databricks provider, or build them; up does so by itself")
    .action(async () => {
      const { engine } = require("./commands/engine") as typeof import("./commands/engine");
      await engine(terminal);
    });
  program
    .command("doctor")
    .description("explain what was found on this machine, what was chosen, and what is missing")
    .option("--json", "print it as JSON")
    .action(async (options: { json?: boolean }) => {
      const { doctor } = require("./commands/doctor") as typeof import("./commands/doctor");
      await doctor(process.env, terminal, options);
    });
  program.addCommand(sandboxCommand(terminal));
  return program;
}

function stackCommand(program: Command, name: string, description: string): Command {
  return program
    .command(`${name} [stacks...]`)
    .description(`${description} (default: every stack of the checkout)`)
    .addOption(new Option("--target <target>", "where").choices(["sandbox", "cloud"]).default("sandbox"))
    .option("--json", "print the result as JSON");
}

function sandboxCommand(terminal: Terminal): Command {
  const sandbox = new Command("sandbox").description("the embedded control plane on this machine");
  const commands = () => require("./sandbox/sandbox-commands") as typeof import("./sandbox/sandbox-commands");
  const home = (): Home => Home.of(process.env);
  sandbox
    .command("start")
    .description("start it; does nothing where it runs")
    .option("--seed <file>", "the account that a new sandbox starts with")
    .option("--json", "print its addresses as JSON")
    .action(async (options: { seed?: string; json?: boolean }) => commands().startSandbox(home(), terminal, options));
  sandbox
    .command("stop")
    .description("stop it; its state stays")
    .action(async () => commands().stopSandbox(home(), terminal));
  sandbox
    .command("status")
    .description("say whether it runs, and where")
    .option("--calls", "also how often each operation was called")
    .option("--json", "print it as JSON")
    .action(async (options: { calls?: boolean; json?: boolean }) =>
      commands().sandboxStatus(home(), terminal, options),
    );
  sandbox
    .command("reset")
    .description("forget everything deployed into it, and start it afresh")
    .option("--seed <file>", "the account that it starts with")
    .action(async (options: { seed?: string }) => commands().resetSandbox(home(), terminal, options));
  sandbox
    .command("snapshot [name]")
    .description("save its state under a name; without one, list what is saved")
    .option("--json", "print the list as JSON")
    .action(async (name: string | undefined, options: { json?: boolean }) =>
      commands().snapshotSandbox(home(), terminal, name, options),
    );
  sandbox
    .command("restore <name>")
    .description("go back to a saved state")
    .action(async (name: string) => commands().restoreSandbox(home(), terminal, name));
  sandbox
    .command("token <name>")
    .description("print the bearer token of a user or service principal")
    .action(async (name: string) => commands().printToken(home(), terminal, name));
  sandbox.addCommand(faultCommand(home, terminal));
  return sandbox;
}
