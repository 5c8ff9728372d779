import * as pulumi from "@pulumi/pulumi";
import {
  type EnvironmentSettings,
  environmentsIn,
  type LoadResult,
  loadEnvironment,
  loadProject,
  type ProjectSettings,
  stackOrder,
  stacksIn,
} from "../config";
import { runEnvironmentStack, runProjectStack } from "../program/run-stack";
import { surroundingsIn } from "../program/surroundings";
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
  const stacks = new Map(stacksIn(directory).map((stack) => [stack.name, stack]));
  const chosen = wanted ?? [...stacks.keys()];
  const stacksReadBy = stackOrder(directory);
  const environments = new Environments(directory);
  const surroundings = surroundingsIn(process.env);
  const declared = new Map<string, DeclaredStack>();
  const outputsOf: OutputsOf = (name) => declared.get(name)?.outputs ?? {};
  const readBy = (name: string): string[] => {
    const stack = stacks.get(name);
    if (!stack) return [];
    const { needed, waitedFor } = stacksReadBy(stack.environment, stack.project);
    return [...needed, ...waitedFor];
  };
  for (const name of inOrderOfReading(chosen, readBy)) {
    const stack = stacks.get(name);
    if (!stack) continue;
    const environment = environments.load(stack.environment);
    if (stack.project === undefined) {
      const services = { answers: serviceAnswers(environments.workspaceId(name)), found: {} };
      const asDeclared = await declare(name, services, outputsOf, () =>
        runEnvironmentStack(directory, environment, surroundings),
      );
      declared.set(name, { ...asDeclared, settings: environment.settings });
      continue;
    }
    const project = loadProject(directory, stack.project, environment.settings);
    if (!project.ok) continue;
    const services = { answers: serviceAnswers(""), found: pipelineResults(project.settings) };
    const asDeclared = await declare(name, services, outputsOf, () =>
      runProjectStack(directory, environment, project, surroundings),
    );
    declared.set(name, { ...asDeclared, settings: environment.settings, project: project.settings });
  }
  return [...declared.values()].filter(({ name }) => chosen.includes(name));
}

/** The settings of environments, each loaded once. */
class Environments {
  private readonly names: readonly string[];
  private readonly loaded = new Map<string, Extract<LoadResult, { ok: true }>>();

  constructor(private readonly directory: string) {
    this.names = environmentsIn(directory);
  }

  /** @throws pulumi.RunError for settings with mistakes. */
  load(name: string): Extract<LoadResult, { ok: true }> {
    const known = this.loaded.get(name);
    if (known) return known;
    const result = loadEnvironment(this.directory, name);
    if (!result.ok) throw new pulumi.RunError(`${name} cannot be declared: its settings have mistakes`);
    this.loaded.set(name, result);
    return result;
  }

  /** Stands in for what Azure makes up: the same whatever stacks are declared. */
  workspaceId(name: string): string {
    return String(FIRST_WORKSPACE_ID + this.names.indexOf(name));
  }
}

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
function inOrderOfReading(names: readonly string[], readBy: (name: string) => readonly string[]): Set<string> {
  const ordered = new Set<string>();
  const visit = (name: string, waiting: readonly string[]): void => {
    if (ordered.has(name) || waiting.includes(name)) return;
    for (const next of readBy(name)) visit(next, [...waiting, name]);
    ordered.add(name);
  };
  for (const name of names) visit(name, []);
  return ordered;
}
