import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

export interface SnapshotTablesArgs {
  /** Full names of tables that are there. */
  tables: readonly string[];
  /** Application id of the identity that reads them. */
  identity: pulumi.Input<string>;
  /** What it may do with each of them. */
  privileges: readonly string[];
  /** A place for a wheel that it may read, and that holds nothing else. Default: none. */
  code?: { catalogName: pulumi.Input<string>; schemaName: pulumi.Input<string>; privileges: readonly string[] };
}

/**
 * What the identity that takes a project's snapshots may read: tables one by one, since what is granted on a schema holds
 * for all that will ever be in it.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class SnapshotTables extends pulumi.ComponentResource {
  /** `/Volumes/…` path of the place for the wheel, where there is one. */
  readonly codePath: pulumi.Output<string> | undefined;

  constructor(
    private readonly name: string,
    private readonly args: SnapshotTablesArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:ml:SnapshotTables", name, {}, options);

    for (const table of args.tables) {
      this.grant(table.split(".").slice(1).join("-"), { table }, args.privileges);
    }
    this.codePath = args.code && this.createCodeVolume(args.code);

    this.registerOutputs({});
  }

  private createCodeVolume({ catalogName, privileges, schemaName }: NonNullable<SnapshotTablesArgs["code"]>) {
    const volume = new databricks.Volume(
      `${this.name}-code`,
      {
        catalogName,
        schemaName,
        name: "snapshot_code",
        volumeType: "MANAGED",
        comment: "The wheel of the snapshot job.",
      },
      { parent: this },
    );
    this.grant("code", { volume: volume.id }, privileges);
    return pulumi.interpolate`/Volumes/${volume.catalogName}/${volume.schemaName}/${volume.name}`;
  }

  private grant(what: string, securable: Partial<databricks.GrantsArgs>, privileges: readonly string[]): void {
    const grants = [{ principal: this.args.identity, privileges: [...privileges] }];
    new databricks.Grants(`${this.name}-${what}-grants`, { ...securable, grants }, { parent: this });
  }
}
