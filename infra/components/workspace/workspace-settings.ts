import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

export interface WorkspaceSettingsArgs {
  /** Switches of the workspace, by the API's names: `enableResultsDownloading`; and days: `maxTokenLifetimeDays`. */
  configuration: Record<string, boolean | number>;
  /** Addresses and networks from which the workspace may be used. Empty: from anywhere. */
  ipAccessList: string[];
}

/**
 * A workspace's switches and its IP access list, and what its admins may not do: make jobs run as, or hand them to, somebody
 * else, or make tokens for service principals that they may not use. Only an account admin may set that.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class WorkspaceSettings extends pulumi.ComponentResource {
  constructor(
    private readonly name: string,
    private readonly args: WorkspaceSettingsArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:workspace:WorkspaceSettings", name, {}, options);

    const configuration = this.createConfiguration();
    if (args.ipAccessList.length > 0) this.createIpAccessList(configuration);
    this.restrictAdmins();

    this.registerOutputs({});
  }

  /** One resource for everything: a workspace has one configuration. */
  private createConfiguration(): databricks.WorkspaceConf | undefined {
    const switches = {
      ...this.args.configuration,
      ...(this.args.ipAccessList.length > 0 && { enableIpAccessLists: true }),
    };
    if (Object.keys(switches).length === 0) return undefined;
    return new databricks.WorkspaceConf(
      `${this.name}-configuration`,
      // The API takes and gives text.
      { customConfig: Object.fromEntries(Object.entries(switches).map(([key, value]) => [key, `${value}`])) },
      { parent: this },
    );
  }

  private createIpAccessList(configuration: databricks.WorkspaceConf | undefined): void {
    new databricks.IpAccessList(
      `${this.name}-ip-access-list`,
      { label: "lakestage", listType: "ALLOW", ipAddresses: this.args.ipAccessList },
      // Lists can be made only once the workspace's switch for them is on.
      { parent: this, ...(configuration && { dependsOn: configuration }) },
    );
  }

  /** A pipeline administers its workspace. Unrestricted it could act as any person there, in what else that person may do. */
  private restrictAdmins(): void {
    new databricks.RestrictWorkspaceAdminsSetting(
      `${this.name}-admins`,
      { restrictWorkspaceAdmins: { status: "RESTRICT_TOKENS_AND_JOB_RUN_AS" } },
      { parent: this },
    );
  }
}
