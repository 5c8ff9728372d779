import { type Command, Option } from "commander";
import { Home } from "../../sandbox/lifecycle/home";
import type { Terminal } from "../terminal";
import { asking, atLeastOne, several } from "./run-commands";
import type { SqlOptions } from "./sql";

const FORMATS: readonly SqlOptions["format"][] = ["table", "json", "csv"];

/** `lakestage sql`. */
export function addSqlCommand(program: Command, terminal: Terminal): void {
  asking(program.command("sql <statement>"))
    .description("run a statement on the SQL warehouse of an environment, in its catalog")
    .option("--environment <name>", "which environment", "dev")
    .option("--warehouse <name>", "another warehouse of its workspace, by name or id")
    .option("--param <name=value>", "a value for :name in the statement; once for each", several)
    .addOption(new Option("--format <format>", "how to show the rows").choices(FORMATS).default("table"))
    .addOption(new Option("--limit <number>", "at most so many rows").argParser(atLeastOne).default(1000))
    .action(async (statement: string, options: SqlOptions) => {
      const { sql } = await import("./sql");
      await sql(Home.of(process.env), terminal, statement, options);
    });
}
