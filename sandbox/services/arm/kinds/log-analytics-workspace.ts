import { isJsonObject, type JsonObject } from "../../../catalogue/json";
import { ApiError, Collection } from "../../../control-plane";
import { sameId } from "../arm-id";
import { badRequest } from "../arm-request";
import type { Draft, ResourceKind } from "../resource-kind";
import { type ArmResource, propertiesOf } from "../resources";

const SHORTEST_RETENTION = 30;
const LONGEST_RETENTION = 730;

/** A workspace that was deleted, and that Azure keeps for a while, by its name. */
interface DeletedWorkspace {
  workspace: ArmResource;
  /** Milliseconds since 1970. */
  deletedAt: number;
}

const deletedWorkspaces = new Collection<DeletedWorkspace>("arm.deleted-log-workspace");

const KEPT_MILLISECONDS = 14 * 24 * 60 * 60 * 1000;

export const logAnalyticsWorkspace: ResourceKind = {
  type: "Microsoft.OperationalInsights/workspaces",
  client: "armoperationalinsights.Workspaces",
  prepare(draft) {
    const { id, properties, existing, call } = draft;
    if (!/^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/.test(id.name)) {
      throw badRequest(
        "InvalidParameter",
        `The workspace name '${id.name}' is invalid: 4 to 63 letters, digits and '-'.`,
      );
    }
    const before = existing ? propertiesOf(existing) : recovered(draft);
    const now = new Date(call.store.now()).toISOString();
    properties.customerId = before.customerId ?? call.store.uuid();
    properties.createdDate = before.createdDate ?? now;
    properties.modifiedDate = now;
    properties.sku = isJsonObject(properties.sku) ? properties.sku : { name: "PerGB2018" };
    properties.retentionInDays ??= SHORTEST_RETENTION;
    properties.publicNetworkAccessForIngestion ??= "Enabled";
    properties.publicNetworkAccessForQuery ??= "Enabled";
    const days = properties.retentionInDays;
    if (typeof days !== "number" || days < SHORTEST_RETENTION || days > LONGEST_RETENTION) {
      throw badRequest(
        "InvalidParameter",
        `'RetentionInDays' property has an invalid value ${String(days)}: ${SHORTEST_RETENTION} to ${LONGEST_RETENTION} days.`,
      );
    }
  },
  deleted(resource, _, { store }) {
    store.put(deletedWorkspaces, resource.name.toLowerCase(), { workspace: resource, deletedAt: store.now() });
  },
};

/**
 * What a workspace in the bin was, which comes out of it when one is made that has the same name, group and region: with its
 * logs. Another does not get the name meanwhile.
 */
function recovered({ id, body, call: { store } }: Draft): JsonObject {
  const key = id.name.toLowerCase();
  const found = store.get(deletedWorkspaces, key);
  if (!found || store.now() >= found.deletedAt + KEPT_MILLISECONDS) return {};
  const { workspace } = found;
  if (!sameId(workspace.id, id.text) || workspace.body.location !== body.location) {
    throw new ApiError(
      409,
      "Conflict",
      `This workspace name is already in use: '${id.name}' was deleted, and is kept for 14 days.`,
    );
  }
  store.delete(deletedWorkspaces, key);
  return propertiesOf(workspace);
}
