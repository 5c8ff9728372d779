import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

export interface SqlWarehouseArgs {
  environment: string;
  /** Size of one cluster, as Databricks names it: `2X-Small`. */
  size: string;
  /** Clusters that it may grow to under load. */
  maxClusters: number;
  /** Idle minutes after which it stops. */
  autoStopMinutes: number;
  /** Whether it runs in Databricks' own network instead of ours. */
  serverless: boolean;
  /** Groups that may query on it. */
  usableBy: pulumi.Input<string>[];
}

/** The SQL warehouse of an environment. Pass the workspace's provider in `options.providers`. */
export class SqlWarehouse extends pulumi.ComponentResource {
  readonly endpoint: databricks.SqlEndpoint;

  constructor(
    private readonly name: string,
    private readonly args: SqlWarehouseArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:workspace:SqlWarehouse", name, {}, options);

    this.endpoint = this.createEndpoint();
    this.letIn();

    this.registerOutputs({ warehouseId: this.endpoint.id });
  }

  private createEndpoint(): databricks.SqlEndpoint {
    const { autoStopMinutes, environment, maxClusters, serverless, size } = this.args;
    return new databricks.SqlEndpoint(
      `${this.name}-warehouse`,
      {
        name: "lakestage",
        clusterSize: size,
        maxNumClusters: maxClusters,
        autoStopMins: autoStopMinutes,
        enableServerlessCompute: serverless,
        warehouseType: "PRO",
        tags: { customTags: [{ key: "environment", value: environment }] },
        // A new warehouse starts by itself; a deployment need not wait the minutes that takes.
        noWait: true,
      },
      { parent: this },
    );
  }

  private letIn(): void {
    if (this.args.usableBy.length === 0) return;
    new databricks.Permissions(
      `${this.name}-permissions`,
      {
        sqlEndpointId: this.endpoint.id,
        accessControls: this.args.usableBy.map((groupName) => ({ groupName, permissionLevel: "CAN_USE" })),
      },
      { parent: this },
    );
  }
}
