import { search } from "jmespath";
import published from "./generated/azure-cli.json";

interface Parameter {
  names: string[];
  required?: boolean;
  choices?: string[];
  /** How many words follow. Absent: one. */
  values?: "none" | "optional" | "many";
}

/** What every command has. */
const EVERYWHERE: readonly Parameter[] = [
  { names: ["--query"] },
  { names: ["--output", "-o"], choices: ["json", "jsonc", "none", "table", "tsv", "yaml", "yamlc"] },
  { names: ["--only-show-errors"], values: "none" },
];

const COMMANDS: ReadonlyMap<string, readonly Parameter[]> = new Map<string, readonly Parameter[]>(
  Object.entries(published.commands as Record<string, Parameter[]>),
);

/** A command of the Azure CLI, read as it reads it. */
export interface AzureCommand {
  /** `group create` */
  command: string;
  /** By first name: `--name`. Several words are joined by spaces. */
  values: Map<string, string>;
  problems: string[];
}

/** Reads what follows `az`. The parameters are those that `scripts/azure-cli/commands.py` found published. */
export function azureCommand(words: readonly string[]): AzureCommand {
  const first = words.findIndex((word) => word.startsWith("-"));
  const command = words.slice(0, first < 0 ? words.length : first).join(" ");
  const own = COMMANDS.get(command);
  const values = new Map<string, string>();
  const problems: string[] = [];
  if (!own) return { command, values, problems: ["is not kept: run scripts/azure-cli/commands.py with it"] };
  const known = [...own, ...EVERYWHERE];
  const rest = first < 0 ? [] : words.slice(first);
  while (rest.length > 0) {
    const [name = "", ...inline] = rest.shift()?.split("=") ?? [];
    if (inline.length > 0) rest.unshift(inline.join("="));
    const parameter = known.find(({ names }) => names.includes(name));
    if (!parameter) {
      problems.push(`has no parameter ${name}`);
      break;
    }
    const given = rest.splice(0, wordsOf(parameter, rest));
    if (given.length === 0 && parameter.values === undefined) problems.push(`${name} needs a value`);
    for (const value of given) if (!allows(parameter, value)) problems.push(`${name} cannot be ${value}`);
    for (const each of parameter.names) values.set(each, given.join(" "));
  }
  const missing = own.filter(({ names, required }) => required && !names.some((name) => values.has(name)));
  problems.push(...missing.map(({ names }) => `needs ${names[0]}`), ...queryProblems(values.get("--query")));
  return { command, values, problems };
}

function wordsOf({ values }: Parameter, rest: readonly string[]): number {
  const options = rest.findIndex((word) => word.startsWith("-"));
  const free = options < 0 ? rest.length : options;
  if (values === "none") return 0;
  return values === "many" ? free : Math.min(free, 1);
}

/** The Azure CLI takes choices in any case. */
const allows = ({ choices }: Parameter, value: string): boolean =>
  choices === undefined || choices.some((choice) => choice.toLowerCase() === value.toLowerCase());

function queryProblems(query: string | undefined): string[] {
  try {
    if (query !== undefined) search({}, query);
    return [];
  } catch (error) {
    return [`--query ${query}: ${String(error)}`];
  }
}
