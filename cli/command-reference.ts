import { type Command, Help } from "commander";
import { commandLine } from "./command-line";
import type { Terminal } from "./terminal";

/** Nothing is run for a reference, so nothing is written. */
const SILENT: Terminal = { result() {}, note() {}, interactive: false };

/** The generated part of `docs/command.md`: every command with its options, as `--help` has them. */
export function commandReference(): string {
  return leaves(commandLine(SILENT), []).map(describe).join("\n\n");
}

interface Leaf {
  /** The words before the parameters: `lakestage sandbox start`. */
  words: string;
  command: Command;
}

function leaves(command: Command, before: string[]): Leaf[] {
  const words = [...before, command.name()];
  return command.commands.length === 0
    ? [{ words: words.join(" "), command }]
    : command.commands.flatMap((each) => leaves(each, words));
}

function describe({ words, command }: Leaf): string {
  const help = new Help();
  const parameters = command.registeredArguments.map((argument) => ` ${humanReadable(argument)}`).join("");
  const options = command.options.filter(({ hidden }) => !hidden);
  const lines = [`### \`${words}${parameters}\``, "", `${sentence(command.description())}`];
  if (options.length === 0) return lines.join("\n");
  return [
    ...lines,
    "",
    "| option | meaning |",
    "|---|---|",
    ...options.map((option) => `| \`${help.optionTerm(option)}\` | ${cell(help.optionDescription(option))} |`),
  ].join("\n");
}

/** `[stacks...]` or `<name>`, as the usage line has it. */
function humanReadable(argument: Command["registeredArguments"][number]): string {
  const text = `${argument.name()}${argument.variadic ? "..." : ""}`;
  return argument.required ? `<${text}>` : `[${text}]`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const cell = (text: string): string => text.replaceAll("|", "\\|");
