import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import type { Schedule } from "./job-start";
import { type ObjectAccess, permit } from "./object-permissions";

const OPERATORS = {
  above: "GREATER_THAN",
  atLeast: "GREATER_THAN_OR_EQUAL",
  below: "LESS_THAN",
  atMost: "LESS_THAN_OR_EQUAL",
  equal: "EQUAL",
  notEqual: "NOT_EQUAL",
} as const;

export interface ProjectAlertArgs {
  displayName: string;
  /** What is wrong when it fires, and what to do. */
  description: string;
  /** SQL with full names. */
  query: pulumi.Input<string>;
  column: string;
  /** How the column's values become one: `first`, `avg`, … */
  aggregate: string;
  fires: { when: keyof typeof OPERATORS; threshold: number };
  whenEmpty: "ok" | "triggered" | "unknown";
  schedule: Schedule;
  paused: boolean;
  /** E-mail addresses that hear of it. */
  emails: readonly string[];
  /** Ids of notification destinations that hear of it. */
  destinations: readonly pulumi.Input<string>[];
  /** The notification destination whose job it starts. Then nobody hears that it is over: that would start the job again. */
  starts?: pulumi.Input<string> | undefined;
  /** Minutes after which a lasting alert is told again. */
  repeatMinutes?: number | undefined;
  catalog: pulumi.Input<string>;
  schema: pulumi.Input<string>;
  warehouseId: pulumi.Input<string>;
  /** Application id of the service principal whose privileges the alert reads with. Its deployer must be a user of it. */
  runAs: pulumi.Input<string>;
  /** Folder of the workspace that alert and query go to. */
  folder: pulumi.Input<string>;
  access: ObjectAccess<"sql/queries" | "alertsv2">;
}

/**
 * A SQL alert, and its query as an object of its own that people can open and look into.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class ProjectAlert extends pulumi.ComponentResource {
  readonly query: databricks.Query;
  readonly alert: databricks.AlertV2;

  constructor(
    private readonly name: string,
    private readonly args: ProjectAlertArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:ml:ProjectAlert", name, {}, options);

    this.query = this.createQuery();
    this.alert = this.createAlert();

    this.registerOutputs({ alertId: this.alert.id });
  }

  private createQuery(): databricks.Query {
    const { access, catalog, description, displayName, folder, query, schema, warehouseId } = this.args;
    const created = new databricks.Query(
      `${this.name}-query`,
      { displayName, description, queryText: query, catalog, schema, warehouseId, parentPath: folder },
      { parent: this },
    );
    permit(`${this.name}-query`, { sqlQueryId: created.id }, access["sql/queries"], { parent: this });
    return created;
  }

  private createAlert(): databricks.AlertV2 {
    const { access, aggregate, column, fires, folder, paused, runAs, schedule, warehouseId, whenEmpty } = this.args;
    const created = new databricks.AlertV2(
      `${this.name}-alert`,
      {
        displayName: this.args.displayName,
        customDescription: this.args.description,
        queryText: this.args.query,
        warehouseId,
        // Left to the service it would be the deployer, who may read everything.
        runAs: { servicePrincipalName: runAs },
        // As the service tells it back: any other spelling of the path is a change to the provider, at each run.
        parentPath: pulumi.interpolate`/Workspace${folder}`,
        evaluation: {
          source: { name: column, ...(aggregate !== "first" && { aggregation: aggregate.toUpperCase() }) },
          comparisonOperator: OPERATORS[fires.when],
          threshold: { value: { doubleValue: fires.threshold } },
          emptyResultState: whenEmpty.toUpperCase(),
          notification: this.notification,
        },
        schedule: {
          quartzCronSchedule: schedule.cron,
          timezoneId: schedule.timezone,
          pauseStatus: paused ? "PAUSED" : "UNPAUSED",
        },
      },
      { parent: this },
    );
    permit(`${this.name}-alert`, { alertV2Id: created.id }, access.alertsv2, { parent: this });
    return created;
  }

  private get notification() {
    const { destinations, emails, repeatMinutes, starts } = this.args;
    return {
      // The service tells all subscribers, or none.
      notifyOnOk: starts === undefined,
      ...(repeatMinutes !== undefined && { retriggerSeconds: repeatMinutes * 60 }),
      subscriptions: [
        ...emails.map((userEmail) => ({ userEmail })),
        ...[...destinations, ...(starts === undefined ? [] : [starts])].map((destinationId) => ({ destinationId })),
      ],
    };
  }
}
