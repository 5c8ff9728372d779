import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

export interface ProjectModelArgs {
  catalogName: pulumi.Input<string>;
  schemaName: pulumi.Input<string>;
  modelName: string;
  description: string;
  /** Application id of the project's run identity. */
  runner: pulumi.Input<string>;
  /** What the run identity may do with the model. Everyone else's rights come from the catalog. */
  runnerPrivileges: readonly string[];
  /** Whether Pulumi refuses to delete the model. Default: false. */
  protect?: boolean;
}

/**
 * A registered model. Its versions and aliases are the pipelines': training adds versions, validation names the
 * Challenger, deployment the Champion.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class ProjectModel extends pulumi.ComponentResource {
  readonly model: databricks.RegisteredModel;
  /** `catalog.schema.model` */
  readonly fullName: pulumi.Output<string>;

  constructor(name: string, args: ProjectModelArgs, options?: pulumi.ComponentResourceOptions) {
    super("lakestage:ml:ProjectModel", name, {}, options);

    this.model = new databricks.RegisteredModel(
      name,
      {
        catalogName: args.catalogName,
        schemaName: args.schemaName,
        name: args.modelName,
        comment: args.description,
      },
      // The deployment task moves aliases; what it set is not a difference to mend.
      { parent: this, protect: args.protect ?? false, ignoreChanges: ["aliases"] },
    );
    this.fullName = this.model.id;
    new databricks.Grants(
      `${name}-grants`,
      { model: this.fullName, grants: [{ principal: args.runner, privileges: [...args.runnerPrivileges] }] },
      { parent: this },
    );

    this.registerOutputs({ fullName: this.fullName });
  }
}
