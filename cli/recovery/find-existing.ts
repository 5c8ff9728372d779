import { z } from "zod";
import { type Deployment, type ResourceState, resourcesIn } from "./deployment";
import { naturalKeyOf, type Values } from "./natural-keys";

const ANSWER_WITHIN_MILLISECONDS = 30_000;
const PAGES_AT_MOST = 100;

const pageSchema = z.looseObject({ next_page_token: z.string().optional() });

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
  if (key.kind === "derived") return key.id(inputs);
  const host = hostOf(provider);
  const bearer = await token();
  if (!host || !bearer) throw new LookUpFailed(`no address or no token to ask for ${resource.urn} with`);
  for await (const item of list(host, key.path(inputs), key.list, bearer)) {
    if (key.matches(item, inputs)) return key.id(item, inputs);
  }
  return undefined;
}

async function* list(host: string, path: string, member: string, bearer: string): AsyncGenerator<Values> {
  const url = new URL(path, host);
  for (let page = 0; page < PAGES_AT_MOST; page++) {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${bearer}` },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS),
    }).catch((error: Error) => {
      throw new LookUpFailed(`${url.host} does not answer: ${error.message}`);
    });
    // The workspace or account itself is not there: neither is anything in it.
    if (response.status === 404) return;
    if (!response.ok) throw new LookUpFailed(`${url.host}${url.pathname} answered ${response.status}`);
    const answer = pageSchema.parse(await response.json());
    const items = answer[member];
    if (Array.isArray(items)) yield* items as Values[];
    else if (typeof items === "object" && items !== null) yield items as Values;
    if (!answer.next_page_token) return;
    url.searchParams.set("page_token", answer.next_page_token);
  }
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
