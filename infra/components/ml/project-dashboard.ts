import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import { dashboardText } from "./dashboard-definition";
import { type AccessEntry, permit } from "./object-permissions";

export interface ProjectDashboardArgs {
  title: string;
  /** Full names of the tables of metrics, by model. */
  metrics: pulumi.Input<Record<string, string>>;
  warehouseId: pulumi.Input<string>;
  /** Folder of the workspace that it goes to. */
  folder: pulumi.Input<string>;
  access: readonly AccessEntry[];
}

/**
 * The dashboard of a project's metrics, as its monitoring job writes them: one page for each model. Viewers see it with
 * their own rights.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class ProjectDashboard extends pulumi.ComponentResource {
  readonly dashboard: databricks.Dashboard;

  constructor(name: string, args: ProjectDashboardArgs, options?: pulumi.ComponentResourceOptions) {
    super("lakestage:ml:ProjectDashboard", name, {}, options);

    this.dashboard = new databricks.Dashboard(
      name,
      {
        displayName: args.title,
        parentPath: args.folder,
        warehouseId: args.warehouseId,
        serializedDashboard: pulumi.output(args.metrics).apply((tables) => dashboardText(tables)),
        embedCredentials: false,
      },
      { parent: this },
    );
    permit(name, { dashboardId: this.dashboard.id }, args.access, { parent: this });

    this.registerOutputs({ dashboardId: this.dashboard.id });
  }
}
