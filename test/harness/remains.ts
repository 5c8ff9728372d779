import type { Estate } from "./estate";

/** The subscription and the account of the shipped seed. */
const SUBSCRIPTION = "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";
const ACCOUNT = "7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001";

/** What the control plane still holds of what stacks make, asked through its own APIs as the deployer. */
export async function remainsOf(estate: Estate): Promise<Record<string, unknown>> {
  const token = await estate.token("lakestage-deployer");
  const { account, arm, workspaces } = estate.addresses();
  const get = async (url: string): Promise<Record<string, unknown>> => {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`GET ${url} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
  const accountApi = `${account}/api/2.0/accounts/${ACCOUNT}`;
  const subscription = `${arm}/subscriptions/${SUBSCRIPTION}`;
  const [groups, servicePrincipals] = await Promise.all(
    ["Groups", "ServicePrincipals"].map((kind) => get(`${accountApi}/scim/v2/${kind}`)),
  );
  return {
    "resource groups": (await get(`${subscription}/resourcegroups?api-version=2021-04-01`)).value,
    "open workspaces": workspaces,
    workspaces: await get(`${accountApi}/workspaces`),
    groups: namesOf(groups),
    "service principals": namesOf(servicePrincipals),
    "network connectivity configurations": (await get(`${accountApi}/network-connectivity-configs`)).items ?? [],
    "budget policies": (await get(`${accountApi}/budget-policies`)).policies ?? [],
  };
}

function namesOf(list: Record<string, unknown> | undefined): string[] {
  const resources = (list?.Resources ?? []) as { displayName: string }[];
  return resources.map(({ displayName }) => displayName).sort();
}
