import { type Command, Option } from "commander";
import { Home } from "../../sandbox/lifecycle/home";
import type { Terminal } from "../terminal";
import type { AccessOptions } from "./access";

const FORMATS: readonly AccessOptions["format"][] = ["table", "json", "markdown", "html"];

/** `lakestage access`. */
export function addAccessCommand(program: Command, terminal: Terminal): void {
  program
    .command("access [stacks...]")
    .description("show who may do what, as the configuration declares it (default: in every stack of the checkout)")
    .option("--running", "as it is where the estate runs, read back from there")
    .addOption(
      new Option("--target <target>", "where it runs, for --running").choices(["sandbox", "cloud"]).default("sandbox"),
    )
    .addOption(new Option("--format <format>", "how to show it").choices(FORMATS).default("table"))
    .option("--json", "the same as --format json")
    .option("--output <file>", "write it into a file")
    .option("--principal <name>", "only what this user, group or service principal may do")
    .option("--environment <name>", "only from the workspace of this environment")
    .option("--diff <ref>", "what the files add and take away since a Git revision")
    .option(
      "--explain <question...>",
      "PRINCIPAL SECURABLE ACTION: say why it is allowed, or refused (then end with 8)",
    )
    .option(
      "--pipeline <identity>",
      "what somebody could do who has the identity of this stack's pipeline, or this one (end with 8 where that leaves its environment)",
    )
    .option("--preview", "with --pipeline: the identity of pull requests, instead of the one that deploys")
    .action(async (stacks: string[], options: AccessOptions) => {
      const { access } = await import("./access");
      await access(Home.of(process.env), terminal, stacks, options);
    });
}
