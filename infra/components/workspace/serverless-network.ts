import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

export interface ServerlessNetworkArgs {
  /** 3 to 30 letters, digits and dashes, unique in the account. */
  configName: string;
  /** Azure region of the workspace that will use it. */
  region: string;
}

/**
 * From where in the network a workspace's serverless compute appears. The workspace must depend on it: it cannot be
 * deleted while a workspace uses it, and nothing but the workspace's own end undoes that.
 *
 * Pass the account's provider in `options.providers`.
 */
export class ServerlessNetwork extends pulumi.ComponentResource {
  readonly config: databricks.MwsNetworkConnectivityConfig;

  constructor(
    private readonly name: string,
    { configName, region }: ServerlessNetworkArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:workspace:ServerlessNetwork", name, {}, options);

    this.config = new databricks.MwsNetworkConnectivityConfig(
      `${name}-config`,
      { name: configName, region },
      { parent: this },
    );

    this.registerOutputs({});
  }

  /** Has a workspace use it. */
  bindTo(workspaceId: pulumi.Input<string>): void {
    new databricks.MwsNccBinding(
      `${this.name}-binding`,
      { networkConnectivityConfigId: this.config.networkConnectivityConfigId, workspaceId },
      { parent: this },
    );
  }

  /**
   * Asks for private endpoints from serverless compute to both addresses of a storage account. Its owner approves them there
   * within 14 days; until then serverless compute does not reach an account that takes nothing else.
   *
   * @param accountId Resource id of the account.
   * @param others Ids of the configurations of other environments' serverless compute that reads or writes there, by environment.
   */
  reachStorage(accountId: pulumi.Input<string>, others: Record<string, pulumi.Input<string>> = {}): void {
    const configs: [suffix: string, id: pulumi.Input<string>][] = [
      ["", this.config.networkConnectivityConfigId],
      ...Object.entries(others).map(([environment, id]): [string, pulumi.Input<string>] => [`-of-${environment}`, id]),
    ];
    for (const [suffix, networkConnectivityConfigId] of configs) {
      for (const groupId of ["blob", "dfs"]) {
        new databricks.MwsNccPrivateEndpointRule(
          `${this.name}-${groupId}${suffix}`,
          { networkConnectivityConfigId, resourceId: accountId, groupId },
          { parent: this },
        );
      }
    }
  }
}
