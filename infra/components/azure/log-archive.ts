import { DiagnosticSetting } from "@pulumi/azure-native/monitor";
import { Workspace } from "@pulumi/azure-native/operationalinsights";
import * as pulumi from "@pulumi/pulumi";

/** A resource that writes logs. */
export interface LogSource {
  resourceId: pulumi.Input<string>;
  /** Metrics to keep beside the logs, by category, for example `Transaction`. Default: none. */
  metrics?: string[];
}

export interface LogArchiveArgs {
  resourceGroupName: pulumi.Input<string>;
  location: string;
  tags: Record<string, string>;
  workspaceName: string;
  /** Days for which logs are kept: 30 to 730. */
  retentionDays: number;
  /** Gigabytes a day after which no more are taken in. Default: no limit. */
  dailyLimitGb?: number | undefined;
  /** What writes its logs here, by a short name that the diagnostic setting carries on. */
  sources: Record<string, LogSource>;
}

/** A Log Analytics workspace that keeps all logs of an environment's resources. */
export class LogArchive extends pulumi.ComponentResource {
  readonly workspace: Workspace;

  constructor(
    private readonly name: string,
    private readonly args: LogArchiveArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:azure:LogArchive", name, {}, options);

    this.workspace = this.createWorkspace();
    for (const [source, logs] of Object.entries(args.sources)) this.collect(source, logs);

    this.registerOutputs({ workspaceId: this.workspace.id });
  }

  private createWorkspace(): Workspace {
    const { dailyLimitGb, location, resourceGroupName, retentionDays, tags, workspaceName } = this.args;
    return new Workspace(
      `${this.name}-workspace`,
      {
        workspaceName,
        resourceGroupName,
        location,
        tags,
        sku: { name: "PerGB2018" },
        retentionInDays: retentionDays,
        features: { enableLogAccessUsingOnlyResourcePermissions: true },
        ...(dailyLimitGb !== undefined && { workspaceCapping: { dailyQuotaGb: dailyLimitGb } }),
      },
      { parent: this },
    );
  }

  private collect(source: string, { metrics = [], resourceId }: LogSource): void {
    new DiagnosticSetting(
      `${this.name}-${source}`,
      {
        name: this.args.workspaceName,
        resourceUri: resourceId,
        workspaceId: this.workspace.id,
        logs: [{ categoryGroup: "allLogs", enabled: true }],
        ...(metrics.length > 0 && { metrics: metrics.map((category) => ({ category, enabled: true })) }),
      },
      { parent: this },
    );
  }
}
