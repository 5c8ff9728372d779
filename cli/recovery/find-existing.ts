import { z } from "zod";
import { type Deployment, type ResourceState, resourcesIn } from "./deployment";
import { naturalKeyOf, type Values } from "./natural-keys";

const ANSWER_WITHIN_MILLISECONDS = 30_000;
const PAGES_AT_MOST = 100;

const answerSchema = z.looseObject({ next_page_token: z.string().optional() });

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
  const key = naturalKeyOf(resource);
  if (!key) return undefined;
  const provider = providerInputs(resource, deployment);
  // An account's provider carries the account for all of its resources.
  const inputs: Values = { accountId: provider.accountId, ...resource.inputs };
  if (key.kind === "derived") {
    const id = key.id(inputs);
    if (key.bindable && isIsolated(inputs)) {
      await bindWorkspace(await serviceOf(resource, provider, token), key.bindable, id);
    }
    return id;
  }
  const service = await serviceOf(resource, provider, token);
  for await (const item of list(service, key.path(inputs), key.list)) {
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
async function bindWorkspace(service: DatabricksService, type: string, name: string): Promise<void> {
  const assignment = await ask(service, "/api/2.1/unity-catalog/current-metastore-assignment");
  if (!assignment) return;
  const add = [{ workspace_id: assignment.workspace_id, binding_type: "BINDING_TYPE_READ_WRITE" }];
  await ask(service, `/api/2.1/unity-catalog/bindings/${type}/${encodeURIComponent(name)}`, { add });
}

async function* list(service: DatabricksService, path: string, member: string): AsyncGenerator<Values> {
  const url = new URL(path, service.host);
  for (let page = 0; page < PAGES_AT_MOST; page++) {
    const answer = await ask(service, url);
    if (!answer) return;
    const items = answer[member];
    if (Array.isArray(items)) yield* items as Values[];
    else if (typeof items === "object" && items !== null) yield items as Values;
    if (!answer.next_page_token) return;
    url.searchParams.set("page_token", answer.next_page_token);
  }
}

/**
 * The answer to a GET, or to a PATCH where there is something to change; undefined where the workspace, the account or
 * the object is not there.
 */
async function ask(
  { host, bearer }: DatabricksService,
  path: string | URL,
  change?: object,
): Promise<z.infer<typeof answerSchema> | undefined> {
  const url = new URL(path, host);
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS),
    ...(change ? { method: "PATCH", body: JSON.stringify(change) } : {}),
  }).catch((error: Error) => {
    throw new LookUpFailed(`${url.host} does not answer: ${error.message}`);
  });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new LookUpFailed(`${url.host}${url.pathname} answered ${response.status}`);
  return answerSchema.parse(await response.json());
}

/** Where a resource's provider calls, and with what. */
interface DatabricksService {
  host: string;
  bearer: string;
}

async function serviceOf(
  { urn }: ResourceState,
  provider: Values,
  token: () => Promise<string | undefined>,
): Promise<DatabricksService> {
  const host = hostOf(provider);
  const bearer = await token();
  if (!host || !bearer) throw new LookUpFailed(`no address or no token to ask for ${urn} with`);
  return { host, bearer };
}

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
