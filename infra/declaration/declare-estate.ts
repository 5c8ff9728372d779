import * as pulumi from "@pulumi/pulumi";
import {
  type EnvironmentSettings,
  environmentsIn,
  type LoadResult,
  loadEnvironment,
  loadProject,
  type ProjectSettings,
  type Question,
  type SettingsDirectory,
  SettingsFiles,
  type StackPlace,
  stackOrder,
  stacksIn,
} from "../config";
import { environmentStack } from "../program/environment-stack";
import { runPlatformStack, runProjectStack } from "../program/run-stack";
import { type Surroundings, surroundingsIn } from "../program/surroundings";
import type { ConstructedAt, DeclaredResource, Properties } from "./declared-resource";
import { pipelineResults } from "./pipeline-results";
import { record, type Services } from "./recorder";
import { deployedStacks, newWorkspace, serviceAnswers } from "./service-answers";

/** A stack as its program declares it. */
export interface DeclaredStack {
  /** `prod.platform`, `prod`, or `prod.flight-delay`. */
  name: string;
  kind: StackPlace["kind"];
  settings: EnvironmentSettings;
  /** Of the ML project that it holds, if it does. */
  project?: ProjectSettings;
  resources: DeclaredResource[];
  /** By URN. */
  constructedAt: ReadonlyMap<string, ConstructedAt>;
  outputs: Properties;
  /**
   * What the same program would declare with other settings, whether they make sense or not; undefined where it fails.
   * Other stacks are as they were.
   */
  declaredWith(others: OtherSettings): Promise<readonly DeclaredResource[] | undefined>;
}

/** What is to be different. Absent: as it is. */
export interface OtherSettings {
  settings?: EnvironmentSettings;
  project?: ProjectSettings;
}

/** A stack, and what it depends on. */
export interface Declaration {
  stack: DeclaredStack;
  /** The settings' files, which keep an account of what is asked on the stack's behalf. */
  files: SettingsFiles;
  asked: ReadonlySet<Question>;
  /** The outputs of other stacks that it reads, by stack. */
  heard: ReadonlyMap<string, Properties>;
}

/**
 * What the Pulumi project in `directory` declares, without an engine: every environment, and every ML project in each as
 * it is once its pipelines have run. What services would make up are stand-ins, the same ones wherever a stack reads
 * another.
 *
 * @param wanted names of stacks. Default: all. Stacks that a wanted one reads are declared, and not returned.
 * @param deployed outputs of stacks as they were last deployed, by name: of platforms, and of projects without a file. Where
 * such a project runs, its platform goes on declaring its identities. Default: nothing is.
 * @throws pulumi.RunError for settings with mistakes: they are to be checked before.
 */
export async function declareEstate(
  directory: SettingsDirectory,
  wanted?: readonly string[],
  deployed?: ReadonlyMap<string, Properties>,
): Promise<DeclaredStack[]> {
  const estate = new Estate(directory, undefined, deployed);
  const chosen = new Set(wanted ?? estate.stacks);
  const declared: DeclaredStack[] = [];
  for await (const { stack } of estate.declare([...chosen])) {
    if (chosen.has(stack.name)) declared.push(stack);
  }
  return declared;
}

/** Declares stacks one by one, for whoever does not need all of them at once. See `declareEstate` for what is declared. */
export class Estate {
  private readonly files: SettingsFiles;
  private readonly places: ReadonlyMap<string, StackPlace>;
  private readonly outputs: Map<string, Properties>;
  private readonly surroundings: Surroundings = surroundingsIn(process.env);

  /**
   * @param outputs of stacks that are declared already, by name: where others read them, they are not declared again.
   * @param deployed as `declareEstate` takes it.
   */
  constructor(
    directory: SettingsDirectory,
    outputs: ReadonlyMap<string, Properties> = new Map(),
    private readonly deployed: ReadonlyMap<string, Properties> = new Map(),
  ) {
    this.files = SettingsFiles.in(directory);
    this.places = new Map(stacksIn(this.files).map((place) => [place.name, place]));
    this.outputs = new Map(outputs);
  }

  /** Names of all stacks. */
  get stacks(): string[] {
    return [...this.places.keys()];
  }

  /** Names of these stacks and of all that they read, each after those that it reads. */
  inOrderOfReading(names: readonly string[]): string[] {
    const stacksReadBy = stackOrder(this.files);
    return [
      ...inOrderOfReading(names, (name) => {
        const place = this.places.get(name);
        if (!place) return [];
        const { needed, waitedFor } = stacksReadBy(place);
        return [...needed, ...waitedFor];
      }),
    ];
  }

  /**
   * Declares stacks and those that they read, in the order of reading. What is no stack, and projects with mistakes, are
   * left out.
   * @throws pulumi.RunError for environments with mistakes.
   */
  async *declare(names: readonly string[]): AsyncGenerator<Declaration> {
    const wanted = new Set(names);
    for (const name of this.inOrderOfReading(names)) {
      const place = this.places.get(name);
      if (!place || (this.outputs.has(name) && !wanted.has(name))) continue;
      const declaration = await this.declareStack(place);
      if (!declaration) continue;
      this.outputs.set(name, declaration.stack.outputs);
      yield declaration;
    }
  }

  private async declareStack({
    environment: name,
    kind,
    name: stackName,
    project: projectName,
  }: StackPlace): Promise<Declaration | undefined> {
    const { asked, files } = this.files.withAccount();
    const heard = new Map<string, Properties>();
    const outputsOf = (stack: string): Properties => {
      // It is declared as if for the first time.
      if (stack === stackName) return {};
      const outputs = this.outputs.get(stack) ?? {};
      heard.set(stack, outputs);
      return outputs;
    };
    const environment = requireSound(name, loadEnvironment(files, name));
    const project = projectName === undefined ? undefined : loadProject(files, projectName, environment.settings);
    if (project && !project.ok) return undefined;
    const run = (others: OtherSettings): ReturnType<typeof declare> => {
      const settings = others.settings ?? environment.settings;
      if (!project) {
        const services = {
          answers: serviceAnswers(workspaceId(files, name)),
          found: deployedStacks((stack) => this.deployed.get(stack) ?? {}),
        };
        return declare(stackName, services, outputsOf, () =>
          kind === "platform"
            ? runPlatformStack(files, { ...environment, settings }, this.surroundings)
            : environmentStack(settings),
        );
      }
      const own = others.project ?? project.settings;
      const services = { answers: serviceAnswers(""), found: pipelineResults(own) };
      return declare(stackName, services, outputsOf, () =>
        runProjectStack(files, { ...environment, settings }, { ...project, settings: own }),
      );
    };
    const declared = await run({});
    const stack: DeclaredStack = {
      ...declared,
      kind,
      settings: environment.settings,
      ...(project && { project: project.settings }),
      declaredWith: (others) => tried(() => run(others)),
    };
    return { stack, files, asked, heard };
  }
}

/** Settings that nobody checked: a program that cannot do with them says so, to its caller or to the process. */
async function tried(run: () => ReturnType<typeof declare>): Promise<DeclaredResource[] | undefined> {
  let failed = false;
  const fail = (): void => {
    failed = true;
  };
  process.on("unhandledRejection", fail);
  try {
    const { resources } = await run();
    return failed ? undefined : resources;
  } catch {
    return undefined;
  } finally {
    process.off("unhandledRejection", fail);
  }
}

function requireSound(name: string, loaded: LoadResult): Extract<LoadResult, { ok: true }> {
  if (!loaded.ok) throw new pulumi.RunError(`${name} cannot be declared: its settings have mistakes`);
  return loaded;
}

/** Sixteen digits, as Azure's are. */
const FIRST_WORKSPACE_ID = 1_000_000_000_000_001;

/** Stands in for what Azure makes up: the same whatever stacks are declared. */
const workspaceId = (files: SettingsFiles, environment: string): string =>
  String(FIRST_WORKSPACE_ID + environmentsIn(files).indexOf(environment));

type OutputsOf = (stack: string) => Properties;

async function declare(
  stack: string,
  { answers, found }: Pick<Services, "answers" | "found">,
  outputsOf: OutputsOf,
  run: () => Promise<pulumi.Inputs>,
): Promise<Omit<DeclaredStack, "kind" | "settings" | "project" | "declaredWith">> {
  let outputs: Properties = {};
  const { constructedAt, resources } = await record(
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
  return { name: stack, resources, constructedAt, outputs };
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
