import type { AzureResource, AzureType } from "../azure-resources";
import type { Thing } from "../graph";
import type { ReachEstate } from "../reach-estate";

/** What somebody has who may change a resource, by its type. */
interface Control {
  of(estate: ReachEstate, resource: AzureResource): readonly (Thing | undefined)[];
  does: string;
}

const CONTROLS: { readonly [type in AzureType]?: Control } = {
  // Azure: Contributors and Owners of the workspace's resource become admins of it ("Databricks administration introduction").
  "azure-native:databricks:Workspace": {
    of: ({ workspaces }, { stack }) => [workspaces.of(stack.settings.name)],
    does: "becomes admin of",
  },
  // Azure: "Workload identity federation": whoever writes an identity's credentials trusts tokens of their own for it.
  "azure-native:managedidentity:UserAssignedIdentity": {
    of: ({ principals }, { resource, stack }) => [principals.ofResource(stack, resource)],
    does: "may let any token act as",
  },
  // Databricks: "Use Azure managed identities in Unity Catalog": a Contributor may make credentials of the connector.
  "azure-native:databricks:AccessConnector": {
    of: ({ principals }, { resource, stack }) => [principals.ofResource(stack, resource)],
    does: "may make storage credentials that act as",
  },
  // Azure: "Authenticate access to Azure resources with managed identities in Azure Logic Apps".
  "azure-native:logic:Workflow": { of: identitiesOf, does: "decides what it does as" },
};

export function azureControlSteps(estate: ReachEstate): void {
  for (const resource of estate.azure.all) {
    const control = CONTROLS[resource.type];
    for (const target of control?.of(estate, resource) ?? []) {
      if (!control || !target) continue;
      const { thing } = resource;
      const why = `whoever changes ${thing.word} ${thing.name} ${control.does} ${target.word} ${target.name}`;
      estate.graph.step(thing, target, "control", "control", why);
    }
  }
}

function identitiesOf({ azure, principals }: ReachEstate, { resource, stack }: AzureResource): (Thing | undefined)[] {
  const { identity } = resource.inputs;
  const assigned: unknown = identity instanceof Object ? Reflect.get(identity, "userAssignedIdentities") : undefined;
  const ids = Array.isArray(assigned) ? assigned : assigned instanceof Object ? Object.keys(assigned) : [];
  return ids.map((id) => {
    const found = azure.find(stack, id);
    return found && principals.ofResource(found.stack, found.resource);
  });
}
