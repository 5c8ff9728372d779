import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { CHECKOUT, Estate } from "../../test/harness/estate";
import { Project } from "../../test/harness/project";

export const ENVIRONMENT = "dev";

/** The shipped project that is copied, and what names its objects in its file. */
const ORIGINAL = "flight-delay";
const ORIGINAL_OBJECTS = "flight_delay";

/** What changes a project: a hyperparameter, and with it a parameter of the training job. */
const SETTING = { now: "max_iter: 200", next: "max_iter: 300" };

/**
 * An estate with one environment, and copies of a shipped project under other names: a stack each. Call `dispose`
 * whatever happens.
 */
export class ProjectCopies {
  private constructor(
    private readonly project: Project,
    readonly estate: Estate,
    /** Names of the projects' stacks. */
    readonly stacks: readonly string[],
  ) {}

  static async create(count: number): Promise<ProjectCopies> {
    const project = Project.create();
    project.file(`Pulumi.${ENVIRONMENT}.yaml`, readFileSync(join(CHECKOUT, `Pulumi.${ENVIRONMENT}.yaml`), "utf8"));
    const folder = join(project.directory, "projects");
    mkdirSync(folder);
    project.file("projects/_defaults.yaml", stringify(defaultsForOneEnvironment()));
    const original = readFileSync(join(CHECKOUT, "projects", `${ORIGINAL}.yaml`), "utf8");
    if (!original.includes(SETTING.now)) throw new Error(`projects/${ORIGINAL}.yaml has no "${SETTING.now}"`);
    const names = Array.from({ length: count }, (_, index) => `${ORIGINAL}-${String(index + 1).padStart(2, "0")}`);
    for (const name of names) {
      writeFileSync(join(folder, `${name}.yaml`), original.replaceAll(ORIGINAL_OBJECTS, name.replaceAll("-", "_")));
    }
    const stacks = names.map((name) => `${ENVIRONMENT}.${name}`);
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

  async dispose(): Promise<void> {
    await this.estate.dispose();
    this.project.dispose();
  }
}

const defaultsSchema = z.looseObject({ environments: z.record(z.string(), z.unknown()) });

/** What the checkout says of environments that are not here would be refused. */
function defaultsForOneEnvironment(): object {
  const shipped = parse(readFileSync(join(CHECKOUT, "projects", "_defaults.yaml"), "utf8"));
  const { environments, ...others } = defaultsSchema.parse(shipped);
  return { ...others, environments: { [ENVIRONMENT]: environments[ENVIRONMENT] } };
}
