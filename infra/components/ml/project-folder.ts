import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import { type ObjectAccess, permit } from "./object-permissions";

/** Folder of all projects in a workspace. Not below /Shared, where everyone may change everything. */
export const PROJECTS_FOLDER = "/Projects";

export interface ProjectFolderArgs {
  project: string;
  description: string;
  access: ObjectAccess<"directories" | "experiments">;
  /** Where the experiment's runs keep their artifacts: a `/Volumes/…` path. */
  artifacts: pulumi.Input<string>;
  /** Whether Pulumi refuses to delete the experiment. Default: false. */
  protect?: boolean;
}

/**
 * A project's folder in the workspace, with the experiment that its runs are logged to.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class ProjectFolder extends pulumi.ComponentResource {
  readonly directory: databricks.Directory;
  readonly experiment: databricks.MlflowExperiment;
  /** `/Projects/<project>` */
  readonly path: pulumi.Output<string>;

  constructor(name: string, args: ProjectFolderArgs, options?: pulumi.ComponentResourceOptions) {
    super("lakestage:ml:ProjectFolder", name, {}, options);

    this.directory = new databricks.Directory(
      `${name}-directory`,
      { path: `${PROJECTS_FOLDER}/${args.project}` },
      { parent: this },
    );
    this.path = this.directory.path;
    permit(`${name}-directory`, { directoryId: this.directory.objectId.apply(String) }, args.access.directories, {
      parent: this,
    });
    this.experiment = new databricks.MlflowExperiment(
      `${name}-experiment`,
      {
        name: pulumi.interpolate`${this.path}/experiment`,
        artifactLocation: pulumi.interpolate`dbfs:${args.artifacts}/mlflow`,
      },
      { parent: this, protect: args.protect ?? false },
    );
    permit(`${name}-experiment`, { experimentId: this.experiment.id }, args.access.experiments, { parent: this });

    this.registerOutputs({ path: this.path });
  }
}
