import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import { type ObjectAccess, permit } from "./object-permissions";

export interface ProjectCodeArgs {
  repository: string;
  /** The service that keeps it, as Databricks calls it; absent: its host tells. */
  provider?: string | undefined;
  /** The branch that the environment follows. */
  branch: string;
  /** Folder of the repository that the Python package is in. */
  directory: string;
  package: string;
  /** The built wheel, relative to the working directory; absent: a Git folder is used. */
  wheel?: string | undefined;
  /** `/Projects/<project>`, below which the Git folder goes. */
  folder: pulumi.Input<string>;
  /** `/Volumes/…` path, below which the wheel goes. */
  files: pulumi.Input<string>;
  access: ObjectAccess<"repos">;
}

/** How a task runs a command of the project's package. */
export type TaskCode = Pick<databricks.types.input.JobTask, "sparkPythonTask" | "pythonWheelTask">;

/**
 * A project's task code in the workspace: a Git folder on the environment's branch, or the package's wheel in a volume.
 * Either way the same commands of the same package run.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class ProjectCode extends pulumi.ComponentResource {
  private readonly root: pulumi.Output<string>;
  private readonly files = new Map<string, pulumi.Output<string>>();
  private requirements: pulumi.Output<string> | undefined;

  constructor(
    private readonly name: string,
    private readonly args: ProjectCodeArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:ml:ProjectCode", name, {}, options);

    this.root = args.wheel === undefined ? this.createGitFolder() : this.uploadWheel(args.wheel);

    this.registerOutputs({ root: this.root });
  }

  /** Runs a command of the package with these options. */
  task(command: string, options: Record<string, pulumi.Input<string>>): TaskCode {
    if (this.args.wheel !== undefined) {
      return { pythonWheelTask: { packageName: this.args.package, entryPoint: command, namedParameters: options } };
    }
    const commandLine = Object.entries(options).map(([name, value]) =>
      typeof value === "string" ? `--${name}=${value}` : pulumi.interpolate`--${name}=${value}`,
    );
    return { sparkPythonTask: { pythonFile: this.file("task.py"), parameters: [command, ...commandLine] } };
  }

  /** What a cluster installs before a task. */
  get libraries(): databricks.types.input.JobTaskLibrary[] {
    return this.args.wheel === undefined ? [{ requirements: this.file("requirements.txt") }] : [{ whl: this.root }];
  }

  /** The same for serverless compute, as lines of a requirements file. */
  get dependencies(): pulumi.Input<string>[] {
    if (this.args.wheel !== undefined) return [this.root];
    this.requirements ??= pulumi.interpolate`-r ${this.file("requirements.txt")}`;
    return [this.requirements];
  }

  /** Path of a file of the Git folder. Every task has the same few. */
  private file(name: string): pulumi.Output<string> {
    const path = this.files.get(name) ?? pulumi.interpolate`${this.root}/${name}`;
    this.files.set(name, path);
    return path;
  }

  private createGitFolder(): pulumi.Output<string> {
    const { access, branch, directory, folder, provider, repository } = this.args;
    const gitFolder = new databricks.Repo(
      `${this.name}-git-folder`,
      { url: repository, gitProvider: provider, path: pulumi.interpolate`${folder}/source`, branch },
      // Another repository goes to the same path, where a second folder would be refused.
      { parent: this, deleteBeforeReplace: true },
    );
    permit(`${this.name}-git-folder`, { repoId: gitFolder.id }, access.repos, { parent: this });
    return pulumi.interpolate`/Workspace${gitFolder.path}/${directory}`;
  }

  private uploadWheel(wheel: string): pulumi.Output<string> {
    const file = new databricks.File(
      `${this.name}-wheel`,
      { source: wheel, path: pulumi.interpolate`${this.args.files}/wheels/${wheel.split("/").at(-1) ?? wheel}` },
      { parent: this },
    );
    return file.path;
  }
}
