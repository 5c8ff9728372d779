import { isJsonObject } from "../../../catalogue/json";
import { type ApiError, notFound } from "../../../control-plane";
import { sameId } from "../arm-id";
import { badRequest } from "../arm-request";
import type { ResourceKind } from "../resource-kind";
import { type ArmResource, type ArmResources, propertiesOf } from "../resources";

const STORAGE_ACCOUNT = "Microsoft.Storage/storageAccounts";
const TYPE = `${STORAGE_ACCOUNT}/privateEndpointConnections`;

export type ConnectionStatus = "Approved" | "Pending" | "Rejected";

/** What may follow what: a connection that was rejected can only be removed. */
const NEXT: Readonly<Record<ConnectionStatus, readonly string[]>> = {
  Pending: ["Approved", "Rejected"],
  Approved: ["Rejected"],
  Rejected: [],
};

/** What a storage account's owner decides of a private endpoint that somebody wants to it. Only the endpoint's maker makes it. */
export const privateEndpointConnection: ResourceKind = {
  type: TYPE,
  client: "armstorage.PrivateEndpointConnections",
  prepare({ id, properties, existing, body }) {
    if (!existing) throw noConnection(id.name);
    const before = propertiesOf(existing);
    const wanted = isJsonObject(properties.privateLinkServiceConnectionState)
      ? properties.privateLinkServiceConnectionState
      : {};
    if (!NEXT[statusOf(existing)].includes(String(wanted.status))) {
      throw badRequest(
        "InvalidValuesForRequestParameters",
        `Values for request parameters are invalid: privateLinkServiceConnectionState.status. The connection is ${statusOf(existing)}.`,
      );
    }
    body.properties = {
      ...before,
      privateLinkServiceConnectionState: { description: "", actionRequired: "None", ...wanted },
    };
  },
};

interface Asked {
  /** ARM id of what the endpoint is to reach. */
  to: string;
  /** ARM id of the endpoint. */
  endpoint: string;
  status: ConnectionStatus;
  name: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** Makes a connection as its endpoint comes to be. @returns its id; undefined at a resource whose connections nobody looks at. */
export function askForConnection(
  resources: ArmResources,
  { to, endpoint, status, name, now }: Asked,
): string | undefined {
  const target = resources.get(to);
  if (target?.type.toLowerCase() !== STORAGE_ACCOUNT.toLowerCase()) return undefined;
  const id = `${target.id}/privateEndpointConnections/${name}`;
  const properties = {
    privateEndpoint: { id: endpoint },
    privateLinkServiceConnectionState: { status, description: "", actionRequired: "None" },
    provisioningState: "Succeeded",
  };
  resources.put({ id, type: TYPE, name, body: { id, name, type: TYPE, properties }, readyAt: now, hidden: {} });
  return id;
}

/** The connection of a private endpoint, wherever it leads. */
export const connectionOf = (resources: ArmResources, endpoint: string): ArmResource | undefined =>
  resources.ofType(TYPE).find((connection) => {
    const { privateEndpoint } = propertiesOf(connection);
    return isJsonObject(privateEndpoint) && sameId(String(privateEndpoint.id), endpoint);
  });

export function statusOf(connection: ArmResource): ConnectionStatus {
  const { privateLinkServiceConnectionState: state } = propertiesOf(connection);
  return (isJsonObject(state) ? state.status : undefined) as ConnectionStatus;
}

const noConnection = (name: string): ApiError => notFound(`Private endpoint connection '${name}' was not found.`);
