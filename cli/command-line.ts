import { Command, Option } from "commander";
import { version } from "../package.json";
import { Home } from "../sandbox/lifecycle/home";
import { CommandError } from "./command-error";
import { addAccessCommand } from "./commands/access-command";
import type { CheckOptions } from "./commands/check";
import { addLineageCommand } from "./commands/lineage-command";
import { addPromoteCommand } from "./commands/promote-command";
import { reportFile } from "./commands/report-file";
import { addRunCommands } from "./commands/run-commands";
import { addSqlCommand } from "./commands/sql-command";
import type { StackCommandOptions } from "./commands/stack-command";
import { ExitCode } from "./exit-code";
import { addFaultCommands } from "./sandbox/fault-commands";
import type { Terminal } from "./terminal";

const EXIT_CODES = `
Exit codes:
  0 done   1 a stack failed   2 a mistake in the command or configuration   3 something is missing on this machine
  4 another operation is running   5 a port is in use   6 changes found by drift or --expect-no-changes
  7 a mandatory rule is broken, or an exemption has expired
  8 access --explain: refused, or --pipeline: it leaves its environment
  9 the sandbox does not answer, or a file of its home is damaged
  10 access --diff: somebody may do more in production
  11 run --watch: the run failed   12 it was cancelled   13 it waits for an approval
  14 a workspace refused, or did not answer; a statement failed
  70 a fault of lakestage   130 interrupted`;

/** The whole command line. What a command does is loaded when it runs: most of it takes longer to load than `--help` to print. */
export function commandLine(terminal: Terminal): Command {
  const program = new Command("lakestage")
    .description("MLOps environments on Azure Databricks: in the sandbox on this machine, and in the cloud.")
    .version(version)
    // A command may have options of the same name: promote's --version is a model's.
    .enablePositionalOptions()
    .addHelpText("after", EXIT_CODES)
    .showSuggestionAfterError()
    .showHelpAfterError("Run lakestage --help for what there is.")
    .exitOverride();

  withPolicies(
    engineCommand(program, "up", "create or change the stacks to what the configuration says"),
    "let the engine check every resource against the policy pack before it makes it",
  )
    .option(
      "--unlock",
      "first without the lock of the resource group, so that what it guards can be deleted; then with it",
    )
    .option(
      "--destroys <name>",
      "what may be destroyed for good, by the name that up and preview give it; once for each",
      (name: string, others: string[] = []) => [...others, name],
    )
    .action(async (stacks: string[], options: Parameters<typeof import("./commands/up").up>[3]) => {
      const { up } = await import("./commands/up");
      await up(Home.of(process.env), terminal, stacks, options);
    });
  withPolicies(
    engineCommand(program, "preview", "show what up would change"),
    "let the engine check what is declared against the policy pack, too",
  )
    .option("--expect-no-changes", "end with 6 where there are changes")
    .action(async (stacks: string[], options: StackCommandOptions & { expectNoChanges?: boolean }) => {
      const { preview } = await import("./commands/preview");
      await preview(Home.of(process.env), terminal, stacks, options);
    });
  engineCommand(program, "refresh", "compare the stacks with what is really there, and take over what differs")
    .option("--preview-only", "show the differences, take over nothing")
    .option("--expect-no-changes", "end with 6 where something differs")
    .action(async (stacks: string[], options: StackCommandOptions & { previewOnly?: boolean }) => {
      const { refresh } = await import("./commands/refresh");
      await refresh(Home.of(process.env), terminal, stacks, options);
    });
  stackCommand(
    program,
    "drift",
    "find access given by hand and resources that differ; change nothing, end with 6",
  ).action(async (stacks: string[], options: StackCommandOptions) => {
    const { drift } = await import("./commands/drift");
    await drift(Home.of(process.env), terminal, stacks, options);
  });
  engineCommand(program, "destroy", "delete what the stacks made")
    .option("--all", "every stack of the checkout")
    .option("--unprotect", "also what the configuration protects from deletion")
    .option("--yes", "production too, without asking for its name")
    .action(async (stacks: string[], options: Parameters<typeof import("./commands/destroy").destroy>[3]) => {
      const { destroy } = await import("./commands/destroy");
      await destroy(Home.of(process.env), terminal, stacks, options);
    });
  stackCommand(program, "status", "show the stacks as they were last deployed").action(
    async (stacks: string[], options: StackCommandOptions) => {
      const { status } = await import("./commands/status");
      await status(Home.of(process.env), terminal, stacks, options);
    },
  );
  program
    .command("migrate")
    .description("take over an estate that was deployed before environments had platforms' stacks; touches states only")
    .addOption(new Option("--target <target>", "where").choices(["sandbox", "cloud"]).default("sandbox"))
    .action(async (options: StackCommandOptions) => {
      const { migrate } = await import("./commands/migrate");
      await migrate(Home.of(process.env), terminal, options);
    });
  program
    .command("check [stacks...]")
    .description("check the settings of the stacks and what they declare against the policies, without an engine")
    .addOption(
      new Option("--format <format>", "of the report; else as the ending of --output says, else terminal").choices([
        "terminal",
        "json",
        "sarif",
        "junit",
        "markdown",
      ]),
    )
    .option("--output <file>", "write the report there, and a summary here: .sarif, .xml (JUnit), .md, .json or .txt")
    .option("--json", "the same as --format json")
    .action(async (stacks: string[], options: CheckOptions) => {
      const { check } = await import("./commands/check");
      await check(terminal, stacks, options);
    });
  addRunCommands(program, terminal);
  addPromoteCommand(program, terminal);
  addLineageCommand(program, terminal);
  addSqlCommand(program, terminal);
  addAccessCommand(program, terminal);
  program
    .command("env")
    .description("print what to export for plain pulumi to work in the sandbox")
    .addOption(new Option("--shell <shell>", "syntax").choices(["sh", "fish", "powershell"]).default("sh"))
    .option("--json", "print it as JSON")
    .action(async (options: { shell: "sh" | "fish" | "powershell"; json?: boolean }) => {
      const { env } = await import("./commands/env");
      await env(Home.of(process.env), terminal, options);
    });
  program
    .command("engine")
    .description("find the engine and the Databricks provider, or download or build them; up does so by itself")
    .action(async () => {
      const { engine } = await import("./commands/engine");
      await engine(terminal);
    });
  program
    .command("doctor")
    .description("explain what was found on this machine, what was chosen, and what is missing")
    .option("--json", "print it as JSON")
    .action(async (options: { json?: boolean }) => {
      const { doctor } = await import("./commands/doctor");
      await doctor(process.env, terminal, options);
    });
  addSandboxCommands(program, terminal);
  return program;
}

/** Commands on stacks whose engine may act as somebody else. */
const engineCommand = (program: Command, name: string, description: string): Command =>
  stackCommand(program, name, description).option(
    "--as <principal>",
    "whom to act as in the sandbox: a user, or a service principal such as lakestage-dev-deployment",
  );

function stackCommand(program: Command, name: string, description: string): Command {
  return program
    .command(`${name} [stacks...]`)
    .description(`${description} (default: every stack of the checkout)`)
    .addOption(new Option("--target <target>", "where").choices(["sandbox", "cloud"]).default("sandbox"))
    .option("--json", "print the result as JSON");
}

/** Mistakes in these options are told before anything is touched. */
function withPolicies(command: Command, description: string): Command {
  const report = "with --policies, write what the pack says: .sarif, .xml (JUnit), .md, .json or .txt";
  return command
    .option("--policies", description)
    .addOption(new Option("--policy-report <file>", report).argParser(reportFile))
    .hook("preAction", () => {
      const { policies, policyReport } = command.opts<StackCommandOptions>();
      if (policyReport === undefined || policies) return;
      throw new CommandError("--policy-report writes what the policies say: add --policies.", ExitCode.mistake);
    });
}

function addSandboxCommands(program: Command, terminal: Terminal): void {
  const sandbox = program.command("sandbox").description("the embedded control plane on this machine");
  // What these write lies in the home: keys, logs, copies of the state.
  sandbox.hook("preAction", () => void process.umask(0o077));
  const home = (): Home => Home.of(process.env);
  const commands = () => import("./sandbox/sandbox-commands");
  sandbox
    .command("start")
    .description("start it; does nothing where it runs")
    .option("--seed <file>", "the account that a new sandbox starts with")
    .option("--json", "print its addresses as JSON")
    .action(async (options: { seed?: string; json?: boolean }) =>
      (await commands()).startSandbox(home(), terminal, options),
    );
  sandbox
    .command("stop")
    .description("stop it; its state stays")
    .action(async () => (await commands()).stopSandbox(home(), terminal));
  sandbox
    .command("status")
    .description("say whether it runs, and where")
    .option("--calls", "also how often each operation was called")
    .option("--json", "print it as JSON")
    .action(async (options: { calls?: boolean; json?: boolean }) =>
      (await commands()).sandboxStatus(home(), terminal, options),
    );
  sandbox
    .command("reset")
    .description("forget everything deployed into it, and start it afresh")
    .option("--seed <file>", "the account that it starts with")
    .action(async (options: { seed?: string }) => (await commands()).resetSandbox(home(), terminal, options));
  sandbox
    .command("snapshot [name]")
    .description("save its state under a name; without one, list what is saved")
    .option("--json", "print the list as JSON")
    .action(async (name: string | undefined, options: { json?: boolean }) =>
      (await commands()).snapshotSandbox(home(), terminal, name, options),
    );
  sandbox
    .command("restore <name>")
    .description("go back to a saved state")
    .action(async (name: string) => (await commands()).restoreSandbox(home(), terminal, name));
  sandbox
    .command("token <name>")
    .description("print the bearer token of a user or service principal")
    .action(async (name: string) => (await commands()).printToken(home(), terminal, name));
  addFaultCommands(sandbox, home, terminal);
}
