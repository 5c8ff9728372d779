import * as pulumi from "@pulumi/pulumi";
import {
  type EnvironmentSettings,
  environmentsIn,
  loadEnvironment,
  loadProject,
  type ProjectSettings,
  projectsIn,
} from "../config";
import { runStack } from "../program/run-stack";
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
 * @param wanted names of stacks. Default: all. Environments that a wanted one reads are declared, and not returned.
 * @throws pulumi.RunError for settings with mistakes: they are to be checked before.
 */
export async function declareEstate(directory: string, wanted?: readonly string[]): Promise<DeclaredStack[]> {
  const isWanted = (name: string): boolean => wanted === undefined || wanted.includes(name);
  const environments = environmentsIn(directory);
  const declared = new Map<string, DeclaredStack>();
  const outputsOf: OutputsOf = (name) => declared.get(name)?.outputs ?? {};
  for (const [index, name] of inOrderOfReading(directory, environments).entries()) {
    const loaded = loadEnvironment(directory, name);
    if (!loaded.ok) throw new pulumi.RunError(`${name} cannot be declared: its settings have mistakes`);
    const answers = serviceAnswers(String(FIRST_WORKSPACE_ID + index));
    declared.set(name, { ...(await declare(directory, name, answers, {}, outputsOf)), settings: loaded.settings });
  }
  for (const environment of environments) {
    const settings = declared.get(environment)?.settings;
    if (!settings) continue;
    for (const projectName of projectsIn(directory)) {
      const name = `${environment}.${projectName}`;
      const project = isWanted(name) ? loadProject(directory, projectName, settings) : undefined;
      if (!project?.ok) continue;
      const stack = await declare(directory, name, serviceAnswers(""), pipelineResults(project.settings), outputsOf);
      declared.set(name, { ...stack, settings, project: project.settings });
    }
  }
  return [...declared.values()].filter(({ name }) => isWanted(name));
}

type OutputsOf = (stack: string) => Properties;

/** Sixteen digits, as Azure's are. */
const FIRST_WORKSPACE_ID = 1_000_000_000_000_001;

async function declare(
  directory: string,
  stack: string,
  answers: Services["answers"],
  found: Services["found"],
  outputsOf: OutputsOf,
): Promise<Pick<DeclaredStack, "name" | "resources" | "outputs">> {
  let outputs: Properties = {};
  const { resources } = await record(
    async () => {
      const result = await runStack(directory);
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

/** An environment reads those in whose workspaces its catalog is bound. */
function inOrderOfReading(directory: string, environments: readonly string[]): string[] {
  const ordered: string[] = [];
  const visit = (name: string, waiting: readonly string[]): void => {
    if (ordered.includes(name) || waiting.includes(name)) return;
    const loaded = loadEnvironment(directory, name);
    const read = loaded.ok ? loaded.settings.unityCatalog.readOnlyIn : [];
    for (const next of read) visit(next, [...waiting, name]);
    ordered.push(name);
  };
  for (const name of environments) visit(name, []);
  return ordered;
}
