import type { AzureManagedIdentity } from "../../authority/unity-catalog/infos";
import { type Call, invalidParameter, permissionDenied } from "../../control-plane";
import { hasAccess } from "../arm/access-control";
import { sameId } from "../arm/arm-id";
import { ArmResources } from "../arm/resources";

const TYPE = "Microsoft.Databricks/accessConnectors";
const CONNECTOR =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Databricks\/accessConnectors\/[^/]+$/i;

/**
 * The identity that a storage credential is to have: that of a connector which exists, and which the caller may give away.
 * Who is not an account admin "must have the contributor role over the access connector", as the API reference says.
 *
 * @param before the connector that the credential has, which takes no right to keep.
 * @throws ApiError 400 or 403
 */
export function requireConnector(
  call: Call,
  identity: AzureManagedIdentity | undefined,
  before?: AzureManagedIdentity,
): AzureManagedIdentity {
  if (!identity) {
    throw invalidParameter(
      "On Azure a storage credential takes azure_managed_identity; the sandbox has no other kind.",
    );
  }
  const { access_connector_id: id } = identity;
  if (!CONNECTOR.test(id)) {
    throw invalidParameter(`${id} is not the resource id of an access connector for Azure Databricks.`);
  }
  if (before && sameId(before.access_connector_id, id)) return identity;
  const resources = new ArmResources(call.store, call.account);
  if (!call.principal.accountAdmin && !hasAccess(call, resources, id, `${TYPE}/write`)) {
    throw permissionDenied(
      `Registering a credential requires the contributor role over the corresponding access connector with ID ${id}. ` +
        "Please contact your account admin.",
    );
  }
  if (!resources.get(id)) throw invalidParameter(`The access connector ${id} does not exist.`);
  return identity;
}
