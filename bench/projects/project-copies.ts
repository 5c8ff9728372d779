import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { platformStack } from "../../infra/config";
import { CHECKOUT, Estate } from "../../test/harness/estate";
import { Project } from "../../test/harness/project";

export const ENVIRONMENT = "dev";

/** What a project there builds on. */
export const ENVIRONMENT_STACKS = [platformStack(ENVIRONMENT), ENVIRONMENT];

/** The shipped project that is copied, and what names its objects in its file. */
export const ORIGINAL = "flight-delay";
const ORIGINAL_OBJECTS = "flight_delay";

/** What changes a project: a hyperparameter, and with it a parameter of the training job. */
const SETTING = { now: "max_iter: 200", next: "max_iter: 300" };

/**
 * An estate with some of the shipped environments, and copies of a shipped project under other names: a stack each in
 * each environment. Call `dispose` whatever happens.
 */
export class ProjectCopies {
  private constructor(
    private readonly project: Project,
    /** The sandbox is started by the first command that needs it. */
    readonly estate: Estate,
    /** Names of the projects' stacks. */
    readonly stacks: readonly string[],
  ) {}

  static async create(count: number, environments: readonly string[] = [ENVIRONMENT]): Promise<ProjectCopies> {
    const project = Project.create();
    for (const environment of environments) project.copy(`Pulumi.${environment}.yaml`);
    const folder = join(project.directory, "projects");
    mkdirSync(folder);
    project.file("projects/_defaults.yaml", stringify(defaultsFor(environments)));
    const original = readFileSync(join(CHECKOUT, "projects", `${ORIGINAL}.yaml`), "utf8");
    if (!original.includes(SETTING.now)) throw new Error(`projects/${ORIGINAL}.yaml has no "${SETTING.now}"`);
    const names = Array.from({ length: count }, (_, index) => `${ORIGINAL}-${String(index + 1).padStart(2, "0")}`);
    for (const name of names) {
      writeFileSync(join(folder, `${name}.yaml`), original.replaceAll(ORIGINAL_OBJECTS, name.replaceAll("-", "_")));
    }
    const stacks = environments.flatMap((environment) => names.map((name) => `${environment}.${name}`));
    return new ProjectCopies(project, await Estate.create(project.directory), stacks);
  }

  /** The project of the first stack gets another hyperparameter. */
  changeFirst(): void {
    const [first = ""] = this.stacks;
    const project = first.slice(first.indexOf(".") + 1);
    this.replace(`projects/${project}.yaml`, (text) => text.replace(SETTING.now, SETTING.next));
  }

  /** Changes a file of the checkout in this estate alone. @returns the text that it had. */
  replace(name: string, change: (text: string) => string): string {
    const text = readFileSync(join(this.project.directory, name), "utf8");
    this.project.file(name, change(text));
    return text;
  }

  get directory(): string {
    return this.project.directory;
  }

  async dispose(): Promise<void> {
    await this.estate.dispose();
    this.project.dispose();
  }
}

const defaultsSchema = z.looseObject({ environments: z.record(z.string(), z.unknown()) });

/** What the checkout says of environments that are not here would be refused. */
function defaultsFor(environments: readonly string[]): object {
  const shipped = parse(readFileSync(join(CHECKOUT, "projects", "_defaults.yaml"), "utf8"));
  const { environments: all, ...others } = defaultsSchema.parse(shipped);
  return { ...others, environments: Object.fromEntries(environments.map((name) => [name, all[name]])) };
}
