import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import { quartz, type Schedule } from "./job-start";

export interface CustomMetric {
  type: "aggregate" | "derived" | "drift";
  columns: string[];
  definition: string;
  dataType: string;
}

export interface QualityMonitorArgs {
  /** Full name of the table it watches. */
  tableName: pulumi.Input<string>;
  /** Full name of the schema that its metric tables go to. */
  outputSchema: pulumi.Input<string>;
  /** Folder of the workspace that its dashboard goes to. */
  assetsDirectory: pulumi.Input<string>;
  profile:
    | { kind: "snapshot" }
    | { kind: "timeSeries"; timestamp: string }
    | {
        kind: "inferenceLog";
        timestamp: string;
        prediction: string;
        modelVersion: string;
        label?: string | undefined;
        problem: "classification" | "regression";
      };
  granularities: string[];
  slices: string[];
  /** Full name of the table that drift is measured against. */
  baseline?: pulumi.Input<string> | undefined;
  metrics: Record<string, CustomMetric>;
  schedule?: Schedule | undefined;
  warehouseId: pulumi.Input<string>;
  /** Who hears of failures, by e-mail. */
  notifyOnFailure: string[];
  /** What makes the table, where something that is declared does. */
  madeBy?: pulumi.Resource | undefined;
}

/**
 * A quality monitor of a table.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class ProjectMonitor extends pulumi.ComponentResource {
  readonly monitor: databricks.QualityMonitor;

  constructor(name: string, args: QualityMonitorArgs, options?: pulumi.ComponentResourceOptions) {
    super("lakestage:ml:ProjectMonitor", name, {}, options);

    this.monitor = new databricks.QualityMonitor(name, qualityMonitorInputs(args), {
      parent: this,
      ...(args.madeBy && { dependsOn: [args.madeBy] }),
    });

    this.registerOutputs({ tableName: this.monitor.tableName });
  }
}

/** A quality monitor's inputs. Its own dashboard is left out: the project has one. */
function qualityMonitorInputs(args: QualityMonitorArgs): databricks.QualityMonitorArgs {
  return {
    tableName: args.tableName,
    outputSchemaName: args.outputSchema,
    assetsDir: args.assetsDirectory,
    warehouseId: args.warehouseId,
    skipBuiltinDashboard: true,
    ...profile(args),
    ...(args.slices.length > 0 && { slicingExprs: args.slices }),
    ...(args.baseline !== undefined && { baselineTableName: args.baseline }),
    customMetrics: Object.entries(args.metrics).map(([name, metric]) => customMetric(name, metric)),
    ...(args.schedule && { schedule: quartz(args.schedule) }),
    notifications: { onFailure: { emailAddresses: args.notifyOnFailure } },
  };
}

function profile({
  granularities,
  profile: given,
}: QualityMonitorArgs): Pick<databricks.QualityMonitorArgs, "inferenceLog" | "snapshot" | "timeSeries"> {
  switch (given.kind) {
    case "snapshot":
      return { snapshot: {} };
    case "timeSeries":
      return { timeSeries: { granularities, timestampCol: given.timestamp } };
    case "inferenceLog":
      return {
        inferenceLog: {
          granularities,
          timestampCol: given.timestamp,
          predictionCol: given.prediction,
          modelIdCol: given.modelVersion,
          problemType: `PROBLEM_TYPE_${given.problem.toUpperCase()}`,
          ...(given.label !== undefined && { labelCol: given.label }),
        },
      };
  }
}

function customMetric(name: string, { columns, dataType, definition, type }: CustomMetric) {
  return {
    name,
    type: `CUSTOM_METRIC_TYPE_${type.toUpperCase()}`,
    inputColumns: columns,
    definition,
    // The service takes a Spark type as JSON text.
    outputDataType: JSON.stringify({
      type: "struct",
      fields: [{ name: "output", type: dataType, nullable: true, metadata: {} }],
    }),
  };
}
