import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import type { GrantEntry } from "../unity-catalog/grant-list";

export interface ProjectSchemasArgs {
  /** What the schema is for, in a few words. */
  description: string;
  catalogName: pulumi.Input<string>;
  /** Schema of the project's tables, models and files. */
  schemaName: string;
  /** Schema of its monitors' metric tables. */
  monitoringSchemaName: string;
  /** Application id of the project's run identity. */
  runner: pulumi.Input<string>;
  /** What the run identity may do in both schemas. Everyone else's rights come from the catalog. */
  runnerPrivileges: readonly string[];
  /** What else is granted on each of the schemas. Default: nothing. */
  alsoGranted?: { main: readonly GrantEntry[]; monitoring: readonly GrantEntry[] };
  /** Whether deleting a schema deletes what is in it. Default: false. */
  forceDestroy?: boolean;
  /** Whether Pulumi refuses to delete the schemas. Default: false. */
  protect?: boolean;
}

/**
 * Where a project keeps its data in an environment's catalog: a schema, a volume for its files, and a schema for what its
 * monitors compute, apart, so that metrics can be kept when data is made anew.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class ProjectSchemas extends pulumi.ComponentResource {
  readonly main: databricks.Schema;
  readonly monitoring: databricks.Schema;
  /** Wheels, checkpoints, and what tasks hand each other. */
  readonly volume: databricks.Volume;
  /** `/Volumes/…` path of the volume. */
  readonly volumePath: pulumi.Output<string>;

  constructor(
    private readonly name: string,
    private readonly args: ProjectSchemasArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:ml:ProjectSchemas", name, {}, options);

    this.main = this.createSchema("main", args.schemaName, args.description);
    this.monitoring = this.createSchema("monitoring", args.monitoringSchemaName, `Metrics: ${args.description}`);
    this.volume = new databricks.Volume(
      `${name}-files`,
      {
        catalogName: this.main.catalogName,
        schemaName: this.main.name,
        name: "files",
        volumeType: "MANAGED",
        comment: "Wheels, checkpoints, and what tasks hand each other.",
      },
      { parent: this, ...this.guarded },
    );
    this.volumePath = pulumi.interpolate`/Volumes/${this.volume.catalogName}/${this.volume.schemaName}/${this.volume.name}`;

    this.registerOutputs({ schema: this.main.id, monitoringSchema: this.monitoring.id });
  }

  private createSchema(purpose: "main" | "monitoring", schemaName: string, comment: string): databricks.Schema {
    const { alsoGranted, catalogName, forceDestroy, runner, runnerPrivileges } = this.args;
    const ofRunner = { principal: runner, privileges: [...runnerPrivileges] };
    const schema = new databricks.Schema(
      `${this.name}-${purpose}`,
      { catalogName, name: schemaName, comment, forceDestroy: forceDestroy ?? false },
      { parent: this, replaceOnChanges: ["name"], ...this.guarded },
    );
    new databricks.Grants(
      `${this.name}-${purpose}-grants`,
      { schema: schema.id, grants: [ofRunner, ...(alsoGranted?.[purpose] ?? [])] },
      { parent: this },
    );
    return schema;
  }

  private get guarded(): pulumi.CustomResourceOptions {
    return { protect: this.args.protect ?? false };
  }
}
