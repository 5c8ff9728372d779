import { isJsonObject } from "../../catalogue/json";
import { type Account, ApiError, Collection, Index, type JsonObject, type Store } from "../../control-plane";
import { isWithin, keyOf, parseArmId, RESOURCE_GROUP, SUBSCRIPTION } from "./arm-id";

/** A resource as ARM keeps it. */
export interface ArmResource {
  id: string;
  /** For example `Microsoft.Storage/storageAccounts`. */
  type: string;
  name: string;
  /** What GET answers, besides what is computed at that moment. */
  body: JsonObject;
  /** Milliseconds since 1970 from which it is provisioned. */
  readyAt: number;
  /** What ARM knows and never answers. */
  hidden?: JsonObject;
}

/** What is particular to its type; nothing where there is no resource. */
export const propertiesOf = (resource: Pick<ArmResource, "body"> | undefined): JsonObject =>
  isJsonObject(resource?.body.properties) ? resource.body.properties : {};

/** By lower-case id, so that what is in a resource sorts behind it. */
const resources = new Collection<ArmResource>("arm.resource");

/** In lower case. */
const resourcesByType = new Index(resources, ({ type }) => [type.toLowerCase()]);

/** Everything that ARM has: what exists, what it is in, what is in it. */
export class ArmResources {
  constructor(
    private readonly store: Store,
    private readonly account: Pick<Account, "subscriptionIds">,
  ) {}

  get(id: string): ArmResource | undefined {
    return this.store.get(resources, keyOf(id));
  }

  put(resource: ArmResource): ArmResource {
    return this.store.put(resources, keyOf(resource.id), resource);
  }

  remove(id: string): void {
    this.store.delete(resources, keyOf(id));
  }

  /** Everything in or on a resource, its own self not included; the innermost last. */
  within(id: string): ArmResource[] {
    return this.store.list(resources, { prefix: `${keyOf(id)}/` }).map(({ value }) => value);
  }

  /** Every resource of a type, in the order of their ids. @param scope only what is at or below it. */
  ofType(type: string, scope?: string): ArmResource[] {
    return this.store
      .list(resourcesByType.of(type.toLowerCase()), scope === undefined ? {} : { prefix: keyOf(scope) })
      .map(({ value }) => value)
      .filter((resource) => isWithin(resource.id, scope ?? ""));
  }

  exists(id: string): boolean {
    const { type, subscriptionId } = parseArmId(id);
    return type === SUBSCRIPTION ? this.account.subscriptionIds.includes(subscriptionId.toLowerCase()) : !!this.get(id);
  }

  /** @throws ApiError when there is no such resource, in ARM's words for its kind. */
  require(id: string): ArmResource {
    const found = this.get(id);
    if (found) return found;
    const { type, name, resourceGroup, parent } = parseArmId(id);
    if (type === RESOURCE_GROUP) throw groupNotFound(name);
    if (parent !== undefined) this.requireAbove(id);
    throw new ApiError(
      404,
      "ResourceNotFound",
      `The Resource '${type}/${name}' under resource group '${resourceGroup ?? "<null>"}' was not found.`,
    );
  }

  /** @throws ApiError when what the resource would be in or on does not exist. */
  requireAbove(id: string): void {
    const { parent, subscriptionId, resourceGroup, type, name } = parseArmId(id);
    if (!this.account.subscriptionIds.includes(subscriptionId.toLowerCase())) {
      throw new ApiError(404, "SubscriptionNotFound", `The subscription '${subscriptionId}' could not be found.`);
    }
    const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup ?? ""}`;
    if (resourceGroup !== undefined && type !== RESOURCE_GROUP && !this.get(group)) throw groupNotFound(resourceGroup);
    if (parent !== undefined && !this.exists(parent)) {
      throw new ApiError(
        404,
        "ParentResourceNotFound",
        `Failed to perform the operation on '${type}/${name}', because its parent resource '${parent}' does not exist.`,
      );
    }
  }
}

function groupNotFound(name: string): ApiError {
  return new ApiError(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`);
}
