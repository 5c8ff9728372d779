import { isSameRegion } from "../../../azure/regions";
import { STACK_REFERENCE } from "../../resource-types";
import { ALWAYS, stackRule } from "../../rule";

const CONFIG = "databricks:index/mwsNetworkConnectivityConfig:MwsNetworkConnectivityConfig";
const BINDING = "databricks:index/mwsNccBinding:MwsNccBinding";
const ENDPOINT = "databricks:index/mwsNccPrivateEndpointRule:MwsNccPrivateEndpointRule";
const STORAGE = "azure-native:storage:StorageAccount";
const WORKSPACE = "azure-native:databricks:Workspace";

export const rule = stackRule({
  id: "LSNET020",
  title: "Serverless compute of a workspace leaves by the environment's own network configuration",
  why: `Firewalls let serverless compute in by the configuration that its workspace is bound to. Bound to another environment's, it
passes for that environment; what its private endpoints lead to, no review of this one has seen.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Bind the stack's own workspace to the MwsNetworkConnectivityConfig that the stack declares, in the estate's region, and give it endpoints to the stack's own storage only.",
  example: `const network = new ServerlessNetwork("serverless-network", { configName: "lakestage-prod", region: "westeurope" });
network.bindTo(workspaceId);
network.reachStorage(account.id);`,
  types: [CONFIG, BINDING, ENDPOINT, STACK_REFERENCE, STORAGE, WORKSPACE],
  check(stack, report, { settings }) {
    const configs = stack.ofType(CONFIG).map(({ urn }) => urn);
    const workspaces = stack.ofType(WORKSPACE).map(({ urn }) => urn);
    stack.each(BINDING, (binding) => {
      const { networkConnectivityConfigId: config = [], workspaceId: workspace = [] } = binding.propertyDependencies;
      if (!configs.some((urn) => config.includes(urn))) {
        report("it binds to a configuration that the stack does not declare", binding, "networkConnectivityConfigId");
      }
      if (!workspaces.some((urn) => workspace.includes(urn))) {
        report("it binds a workspace that the stack does not declare", binding, "workspaceId");
      }
    });
    const accounts = stack.ofType(STORAGE).map(({ urn }) => urn);
    // Who reads the storage from another environment comes from there, by that platform's outputs.
    const readers = stack.ofType(STACK_REFERENCE).map(({ urn }) => urn);
    stack.each(ENDPOINT, (endpoint) => {
      const { networkConnectivityConfigId: config = [], resourceId: resource = [] } = endpoint.propertyDependencies;
      if (stack.showsReferences && ![...configs, ...readers].some((urn) => config.includes(urn))) {
        report(
          "it is of a configuration that neither the stack nor an environment that it reads declares",
          endpoint,
          "networkConnectivityConfigId",
        );
      }
      if (!accounts.some((urn) => resource.includes(urn))) {
        report("it leads to something else than the stack's own storage", endpoint, "resourceId");
      }
    });
    stack.each(CONFIG, (config) => {
      const { egressConfig, region } = config.props;
      if (!isSameRegion(region ?? "", settings.azure.location)) {
        report(`the region is ${region}, the estate's is ${settings.azure.location}`, config, "region");
      }
      if (egressConfig) report("it says by itself what serverless compute reaches", config, "egressConfig");
    });
  },
});
