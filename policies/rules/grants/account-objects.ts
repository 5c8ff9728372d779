import { ALWAYS, unwantedTypesRule } from "../../rule";

export const rule = unwantedTypesRule({
  id: "LSGRANT035",
  title: "No stack makes or changes what belongs to the account",
  why: `A metastore's owner grants everything in every environment and decides with whom the metastore shares. Settings, networks and
applications of the account hold for other teams too: a stack of one environment decides none of them.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Remove the resource; the account's admins do it once, outside the stacks.",
  example: `# Pulumi.yaml
config:
  lakestage:metastore:
    value:
      id: 3c6a8e2f-7b4d-4d6e-9a1c-5e8f7a6b4c01`,
  unwanted: new Map([
    ["databricks:index/accountNetworkPolicy:AccountNetworkPolicy", "it says what serverless compute reaches"],
    ["databricks:index/accountSettingV2:AccountSettingV2", "it sets what holds in every workspace"],
    ["databricks:index/customAppIntegration:CustomAppIntegration", "it lets an application act as whoever signs in"],
    ["databricks:index/metastore:Metastore", "it says who owns the metastore and with whom that shares"],
    ["databricks:index/metastoreDataAccess:MetastoreDataAccess", "it gives the metastore a way to storage"],
    ["databricks:index/metastoreProvider:MetastoreProvider", "it names a metastore of somebody else's"],
    ["databricks:index/mwsNetworks:MwsNetworks", "it is a network of the account"],
    ["databricks:index/mwsPrivateAccessSettings:MwsPrivateAccessSettings", "it says from where workspaces are reached"],
    ["databricks:index/mwsWorkspaces:MwsWorkspaces", "it makes a workspace past Azure"],
    ["databricks:index/workspaceNetworkOption:WorkspaceNetworkOption", "it chooses what serverless compute reaches"],
    ...["Group", "ServicePrincipal", "User", "WorkspaceAssignment"].flatMap((kind): [string, string][] =>
      ["account", "workspace"].map((level) => [
        `databricks:index/${level}Iam${kind}V2:${level === "account" ? "Account" : "Workspace"}Iam${kind}V2`,
        "it makes a principal, or lets one in, past the access model",
      ]),
    ),
  ]),
});
