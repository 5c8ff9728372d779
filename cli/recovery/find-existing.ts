import { DatabricksClient, DatabricksError, textOf, type Values, WorkspaceBindings } from "../../databricks-client";
import { type Deployment, type ResourceState, resourcesIn } from "../engine/deployment";
import { naturalKeyOf } from "./natural-keys";

/** A look-up on the service did not work; what exists there is unknown. */
export class LookUpFailed extends Error {}

/**
 * The id of the object that a half-made resource describes; undefined where it need not, or does not, exist.
 * @param token bearer token for the resource's Databricks host.
 * @throws LookUpFailed when the service cannot be asked.
 */
export async function findExisting(
  resource: ResourceState,
  deployment: Deployment,
  token: () => Promise<string | undefined>,
): Promise<string | undefined> {
  try {
    return await find(resource, deployment, token);
  } catch (error) {
    throw error instanceof DatabricksError ? new LookUpFailed(error.message) : error;
  }
}

async function find(
  resource: ResourceState,
  deployment: Deployment,
  token: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const key = naturalKeyOf(resource);
  if (!key) return undefined;
  const provider = providerInputs(resource, deployment);
  // An account's provider carries the account for all of its resources.
  const inputs: Values = { accountId: provider.accountId, ...resource.inputs };
  if (key.kind === "derived") {
    const id = key.id(inputs);
    if (key.bindable && isIsolated(inputs)) {
      await bindWorkspace(await clientOf(resource, provider, token), { type: key.bindable, name: id });
    }
    return id;
  }
  const client = await clientOf(resource, provider, token);
  for await (const item of client.items(key.path(inputs), key.list)) {
    if (key.matches(item, inputs)) return key.id(item, inputs);
  }
  return undefined;
}

const isIsolated = ({ isolationMode: mode }: Values): boolean =>
  mode === "ISOLATED" || mode === "ISOLATION_MODE_ISOLATED";

/**
 * Binds the asking workspace to a securable, if there is one of that name. The provider does so as the last step of
 * creating one that is isolated; cut off before it, the securable is there, and no workspace can see it.
 */
async function bindWorkspace(client: DatabricksClient, securable: { type: string; name: string }): Promise<void> {
  const assignment = await client.find("/api/2.1/unity-catalog/current-metastore-assignment");
  const workspaceId = textOf(assignment?.workspace_id);
  if (workspaceId === undefined) return;
  try {
    await new WorkspaceBindings(client, securable).add({ workspaceId, readOnly: false });
  } catch (error) {
    if (!(error instanceof DatabricksError && error.status === 404)) throw error;
  }
}

/** For where a resource's provider calls. */
async function clientOf(
  { urn }: ResourceState,
  provider: Values,
  token: () => Promise<string | undefined>,
): Promise<DatabricksClient> {
  const host = hostOf(provider);
  const bearer = await token();
  if (!host || !bearer) throw new LookUpFailed(`no address or no token to ask for ${urn} with`);
  return new DatabricksClient(host, bearer);
}

/** Where the provider of a deployed resource calls; undefined where its state does not say. */
export const hostFor = (resource: ResourceState, deployment: Deployment): string | undefined =>
  hostOf(providerInputs(resource, deployment));

/** `provider` is the provider resource's URN and id, joined by `::`. */
function providerInputs(resource: ResourceState, deployment: Deployment): Values {
  const urn = resource.provider?.split("::").slice(0, -1).join("::");
  return resourcesIn(deployment).find((candidate) => candidate.urn === urn)?.inputs ?? {};
}

function hostOf(provider: Values): string | undefined {
  const host = provider.host;
  if (typeof host !== "string" || host === "") return undefined;
  return host.startsWith("http") ? host : `https://${host}`;
}
