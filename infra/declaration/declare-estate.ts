import * as pulumi from "@pulumi/pulumi";
import {
  type EnvironmentSettings,
  environmentsIn,
  type LoadResult,
  loadEnvironment,
  loadProject,
  type ProjectSettings,
  projectsIn,
  type StacksRead,
  stackOrder,
} from "../config";
import { runEnvironmentStack, runProjectStack } from "../program/run-stack";
import { pipelineResults } from "./pipeline-results";
import { type DeclaredResource, type Properties, record, type Services } from "./recorder";
import { newWorkspace, serviceAnswers } from "./service-answers";

/** A stack as its program declares it. */
export interface DeclaredStack {
  /** `prod`, or `prod.flight-delay`. */
  name: string;
  settings: EnvironmentSettings;
  /** Of the ML project that it holds; absent: it holds the environment. */
  project?: ProjectSettings;
  resources: DeclaredResource[];
  outputs: Properties;
}

/**
 * What the Pulumi project in `directory` declares, without an engine: every environment, and every ML project in each as
 * it is once its pipelines have run. What services would make up are stand-ins, the same ones wherever a stack reads
 * another.
 *
 * @param wanted names of stacks. Default: all. Stacks that a wanted one reads are declared, and not returned.
 * @throws pulumi.RunError for settings with mistakes: they are to be checked before.
 */
export async function declareEstate(directory: string, wanted?: readonly string[]): Promise<DeclaredStack[]> {
  const isWanted = (name: string): boolean => wanted === undefined || wanted.includes(name);
  const environments = environmentsIn(directory);
  const stacksReadBy = stackOrder(directory);
  const declared = new Map<string, DeclaredStack>();
  const loadedEnvironments = new Map<string, Extract<LoadResult, { ok: true }>>();
  const outputsOf: OutputsOf = (name) => declared.get(name)?.outputs ?? {};
  for (const [index, name] of inOrderOfReading(environments, (name) => allOf(stacksReadBy(name))).entries()) {
    const loaded = loadEnvironment(directory, name);
    if (!loaded.ok) throw new pulumi.RunError(`${name} cannot be declared: its settings have mistakes`);
    loadedEnvironments.set(name, loaded);
    const services = { answers: serviceAnswers(String(FIRST_WORKSPACE_ID + index)), found: {} };
    const asDeclared = await declare(name, services, outputsOf, () => runEnvironmentStack(directory, loaded));
    declared.set(name, { ...asDeclared, settings: loaded.settings });
  }
  const projects = new Map<string, { environment: string; project: string }>();
  for (const environment of environments) {
    for (const project of projectsIn(directory)) projects.set(`${environment}.${project}`, { environment, project });
  }
  const readByProject = (name: string): string[] => {
    const stack = projects.get(name);
    return stack ? allOf(stacksReadBy(stack.environment, stack.project)).filter((read) => projects.has(read)) : [];
  };
  for (const name of inOrderOfReading([...projects.keys()].filter(isWanted), readByProject)) {
    const stack = projects.get(name);
    const environment = stack && loadedEnvironments.get(stack.environment);
    if (!environment) continue;
    const { settings } = environment;
    const project = loadProject(directory, stack.project, settings);
    if (!project.ok) continue;
    const services = { answers: serviceAnswers(""), found: pipelineResults(project.settings) };
    const asDeclared = await declare(name, services, outputsOf, () => runProjectStack(directory, environment, project));
    declared.set(name, { ...asDeclared, settings, project: project.settings });
  }
  return [...declared.values()].filter(({ name }) => isWanted(name));
}

const allOf = ({ needed, waitedFor }: StacksRead): string[] => [...needed, ...waitedFor];

type OutputsOf = (stack: string) => Properties;

/** Sixteen digits, as Azure's are. */
const FIRST_WORKSPACE_ID = 1_000_000_000_000_001;

async function declare(
  stack: string,
  { answers, found }: Pick<Services, "answers" | "found">,
  outputsOf: OutputsOf,
  run: () => Promise<pulumi.Inputs>,
): Promise<Pick<DeclaredStack, "name" | "resources" | "outputs">> {
  let outputs: Properties = {};
  const { resources } = await record(
    async () => {
      const result = await run();
      outputs = await new Promise<Properties>((resolve) => {
        pulumi.output(result).apply((values) => resolve(values as Properties));
      });
    },
    {
      stack,
      preview: false,
      answers: {
        ...answers,
        "pulumi:pulumi:StackReference": ({ name }) => ({ outputs: outputsOf(String(name).split("/").at(-1) ?? "") }),
      },
      found: { ...newWorkspace, ...found },
    },
  );
  return { name: stack, resources, outputs };
}

/** Stacks after those whose outputs they read, which are added where they are not among them. */
function inOrderOfReading(names: readonly string[], stacksReadBy: (name: string) => readonly string[]): string[] {
  const ordered: string[] = [];
  const visit = (name: string, waiting: readonly string[]): void => {
    if (ordered.includes(name) || waiting.includes(name)) return;
    for (const next of stacksReadBy(name)) visit(next, [...waiting, name]);
    ordered.push(name);
  };
  for (const name of names) visit(name, []);
  return ordered;
}
