import { LineCounter, parse, parseDocument } from "yaml";
import { type Block, blocks } from "./page";
import type { Written } from "./session";

/** A step of a pipeline that the page gives. */
export interface Step {
  line: number;
  /** The action or task with its version; absent for commands. */
  uses?: string;
  inputs: Record<string, unknown>;
  /** The commands, in the words of its pipeline. */
  run?: string;
}

const yamlBlocks = (): Block[] => blocks().filter(({ language }) => language === "yaml");

const isAzurePipelines = ({ text }: Block): boolean => text.startsWith("# azure-pipelines.yml");
const isSettings = ({ text }: Block): boolean => /^ {2}lakestage:/m.test(text);

/** The settings that the page shows, as they stand below `config:`. */
export const settingsBlocks = (): Block[] => yamlBlocks().filter(isSettings);

/**
 * GitHub's workflow as it is once the page is followed: the steps that section 7 adds stand at the end of the job that
 * deploys, and the job of section 6 after it.
 */
export function githubWorkflow(): string {
  const [workflow, ...added] = yamlBlocks().filter((block) => !isAzurePipelines(block) && !isSettings(block));
  const isJob = ({ text }: Block): boolean => /^ {2}\w/.test(text);
  return [workflow, ...added.filter((each) => !isJob(each)), ...added.filter(isJob)]
    .map((block) => block?.text)
    .join("\n");
}

/** A job of GitHub's workflow, in one environment. */
export interface Job {
  environment: Record<string, string>;
  steps: Omit<Step, "line">[];
}

/** A job of GitHub's workflow as it runs for an environment, with the repository's and the environment's variables. */
export function githubJob(name: string, environment: string, variables: Readonly<Record<string, string>>): Job {
  const text = githubWorkflow()
    .replaceAll(/\$\{\{ matrix\.environment \}\}/g, environment)
    .replaceAll(/\$\{\{ vars\.(\w+) \}\}/g, (_, variable: string) => variables[variable] ?? "");
  const { env, steps } = parse(text).jobs[name];
  return { environment: env, steps: stepsIn(steps) };
}

/** Every step of the page's pipelines. */
export const pipelineSteps = (): Step[] =>
  yamlBlocks()
    .filter((block) => !isSettings(block))
    .flatMap(({ line, text }) => {
      const counter = new LineCounter();
      const document = parseDocument(text, { lineCounter: counter });
      if (document.errors.length > 0) throw new Error(`line ${line}: ${document.errors[0]?.message}`);
      return stepsIn(document.toJS()).map((step) => ({ ...step, line }));
    });

/** The commands of the pipelines' steps, for each environment that a step is for. */
export const pipelineCommands = (): Written[] =>
  pipelineSteps().flatMap(({ line, run }) => {
    if (run === undefined) return [];
    const environments = run.includes("environment }}") ? ["dev", "staging", "prod"] : ["dev"];
    return environments.map((environment) => ({
      line,
      text: run.replaceAll(/\$\{\{ (?:matrix\.)?environment \}\}/g, environment),
    }));
  });

function stepsIn(value: unknown): Omit<Step, "line">[] {
  if (Array.isArray(value)) return value.flatMap(stepsIn);
  if (!(value instanceof Object)) return [];
  const { inputs, run, script, task, uses, with: given } = value as Record<string, unknown>;
  if (uses !== undefined || task !== undefined) {
    const own = (given ?? inputs ?? {}) as Record<string, unknown>;
    const { inlineScript } = own;
    return [{ uses: String(uses ?? task), inputs: own, ...(inlineScript ? { run: String(inlineScript) } : {}) }];
  }
  if (run !== undefined || script !== undefined) return [{ inputs: {}, run: String(run ?? script) }];
  return Object.values(value).flatMap(stepsIn);
}
