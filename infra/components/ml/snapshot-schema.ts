import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

export interface SnapshotSchemaArgs {
  catalogName: pulumi.Input<string>;
  schemaName: string;
  /** The environment that the snapshots are of. */
  source: string;
  project: string;
  /** Application id of the identity that writes them. */
  identity: pulumi.Input<string>;
  /** What it may do in the schema. Everyone else's rights come from the catalog. */
  privileges: readonly string[];
}

/**
 * Where snapshots of a project's tables go in an environment that may not read them itself. Nothing guards it against
 * deletion: the next run of the job makes the snapshots again.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class SnapshotSchema extends pulumi.ComponentResource {
  readonly schema: databricks.Schema;

  constructor(name: string, args: SnapshotSchemaArgs, options?: pulumi.ComponentResourceOptions) {
    super("lakestage:ml:SnapshotSchema", name, {}, options);

    this.schema = new databricks.Schema(
      `${name}-schema`,
      {
        catalogName: args.catalogName,
        name: args.schemaName,
        comment: `Snapshots of tables of ${args.project} in ${args.source}.`,
        forceDestroy: true,
      },
      { parent: this, replaceOnChanges: ["name"] },
    );
    new databricks.Grants(
      `${name}-grants`,
      { schema: this.schema.id, grants: [{ principal: args.identity, privileges: [...args.privileges] }] },
      { parent: this },
    );

    this.registerOutputs({ schema: this.schema.id });
  }
}
