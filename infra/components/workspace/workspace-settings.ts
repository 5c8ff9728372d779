import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

export interface WorkspaceSettingsArgs {
  /** By the API's names, as text: `enableResultsDownloading`, `maxTokenLifetimeDays`. */
  configuration: Record<string, string>;
  /** Addresses and networks from which the workspace may be used. Empty: from anywhere. */
  ipAccessList: string[];
}

/** A workspace's switches and its IP access list. Pass the workspace's provider in `options.providers`. */
export class WorkspaceSettings extends pulumi.ComponentResource {
  constructor(
    private readonly name: string,
    private readonly args: WorkspaceSettingsArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:workspace:WorkspaceSettings", name, {}, options);

    const configuration = this.createConfiguration();
    if (args.ipAccessList.length > 0) this.createIpAccessList(configuration);

    this.registerOutputs({});
  }

  /** One resource for everything: a workspace has one configuration. */
  private createConfiguration(): databricks.WorkspaceConf | undefined {
    const customConfig = {
      ...this.args.configuration,
      ...(this.args.ipAccessList.length > 0 && { enableIpAccessLists: "true" }),
    };
    if (Object.keys(customConfig).length === 0) return undefined;
    return new databricks.WorkspaceConf(`${this.name}-configuration`, { customConfig }, { parent: this });
  }

  private createIpAccessList(configuration: databricks.WorkspaceConf | undefined): void {
    new databricks.IpAccessList(
      `${this.name}-ip-access-list`,
      { label: "lakestage", listType: "ALLOW", ipAddresses: this.args.ipAccessList },
      // Lists can be made only once the workspace's switch for them is on.
      { parent: this, ...(configuration && { dependsOn: configuration }) },
    );
  }
}
