import type { Seed, SeededIds, Store } from "../../control-plane";
import { ROLE_ASSIGNMENT } from "./access-control";
import { roleNamed } from "./built-in-roles";
import { applications, objectIdOf } from "./directory-objects";
import { ArmResources } from "./resources";

/** Puts the tenant's applications and the roles on its subscriptions into a new store. */
export function seedArm(store: Store, seed: Seed, _ids: SeededIds): void {
  const account = { tenantId: seed.azure.tenantId, subscriptionIds: seed.azure.subscriptions.map(({ id }) => id) };
  const resources = new ArmResources(store, account);
  for (const application of seed.azure.applications) {
    store.put(applications, application.objectId.toLowerCase(), application);
  }
  for (const subscriptionId of account.subscriptionIds) {
    for (const { applicationId, azureRoles } of seed.servicePrincipals) {
      for (const role of azureRoles) assign(role, objectIdOf(account, applicationId), subscriptionId, resources, store);
    }
  }
}

function assign(
  role: string,
  principalId: string,
  subscriptionId: string,
  resources: ArmResources,
  store: Store,
): void {
  const scope = `/subscriptions/${subscriptionId}`;
  const name = store.uuid();
  const id = `${scope}/providers/${ROLE_ASSIGNMENT}/${name}`;
  const roleDefinitionId = `${scope}/providers/Microsoft.Authorization/roleDefinitions/${roleNamed(role)}`;
  const properties = { principalId, principalType: "ServicePrincipal", roleDefinitionId, scope };
  resources.put({
    id,
    type: ROLE_ASSIGNMENT,
    name,
    body: { id, name, type: ROLE_ASSIGNMENT, properties },
    readyAt: store.now(),
    hidden: {},
  });
}
