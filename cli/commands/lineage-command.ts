import { type Command, Option } from "commander";
import { Home } from "../../sandbox/lifecycle/home";
import type { Terminal } from "../terminal";
import type { LineageOptions } from "./lineage";
import { asking } from "./run-commands";

const FORMATS: readonly LineageOptions["format"][] = ["text", "json", "mermaid", "svg"];

/** `lakestage lineage`. */
export function addLineageCommand(program: Command, terminal: Terminal): void {
  asking(program.command("lineage <model>"))
    .description(
      "show where a version of a model comes from, who decided on it, and what it was used for: catalog.schema.model, with @alias or /version behind it (default: the Champion, else the newest)",
    )
    .option("--environment <name>", "whose workspace is asked (default: that of the model's catalog)")
    .addOption(new Option("--format <format>", "how to show it").choices(FORMATS).default("text"))
    .action(async (model: string, options: LineageOptions) => {
      const { lineage } = await import("./lineage");
      await lineage(Home.of(process.env), terminal, model, options);
    });
}
