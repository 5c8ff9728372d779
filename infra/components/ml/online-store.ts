import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import { type AccessEntry, permit } from "./object-permissions";

export interface OnlineStoreArgs {
  /** Unique in the workspace. */
  instanceName: string;
  capacity: string;
  /** Days that it can be taken back in time. */
  retentionDays: number;
  access: readonly AccessEntry[];
  tags: Record<string, string>;
}

/** A feature table's copy in the online store. */
export interface SyncedTableArgs {
  /** Full name of the feature table. */
  source: pulumi.Input<string>;
  /** Full name of the copy. */
  copy: pulumi.Input<string>;
  primaryKey: string[];
  /** Column by which the latest of a key's rows is told. */
  timestamp?: string | undefined;
  refresh: "SNAPSHOT" | "TRIGGERED" | "CONTINUOUS";
  /** Where the pipeline that copies keeps its own data. */
  storage: { catalog: pulumi.Input<string>; schema: pulumi.Input<string> };
}

/**
 * The online store of a project's features: a database instance, and in it copies of feature tables for look-ups while
 * serving.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class OnlineStore extends pulumi.ComponentResource {
  readonly instance: databricks.DatabaseInstance;

  constructor(
    private readonly name: string,
    args: OnlineStoreArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:ml:OnlineStore", name, {}, options);

    this.instance = new databricks.DatabaseInstance(
      name,
      {
        name: args.instanceName,
        capacity: args.capacity,
        retentionWindowInDays: args.retentionDays,
        purgeOnDelete: true,
        customTags: Object.entries(args.tags).map(([key, value]) => ({ key, value })),
      },
      { parent: this },
    );
    permit(name, { databaseInstanceName: this.instance.name }, args.access, { parent: this });

    this.registerOutputs({ instanceName: this.instance.name });
  }

  sync(table: string, args: SyncedTableArgs): databricks.DatabaseSyncedDatabaseTable {
    return new databricks.DatabaseSyncedDatabaseTable(
      `${this.name}-${table}`,
      {
        name: args.copy,
        databaseInstanceName: this.instance.name,
        logicalDatabaseName: "databricks_postgres",
        spec: {
          sourceTableFullName: args.source,
          primaryKeyColumns: args.primaryKey,
          schedulingPolicy: args.refresh,
          createDatabaseObjectsIfMissing: true,
          ...(args.timestamp !== undefined && { timeseriesKey: args.timestamp }),
          newPipelineSpec: { storageCatalog: args.storage.catalog, storageSchema: args.storage.schema },
        },
      },
      // The service has no update of a copy, and the provider asks for one. There is one copy of a name at a time.
      { parent: this, replaceOnChanges: ["spec"], deleteBeforeReplace: true },
    );
  }
}
