import { type Behaviour, notFound, page, type Service } from "../../control-plane";
import families from "./policy-families.json";

/** Ready-made rules that a policy may be built on, and that the service maintains. */
export interface PolicyFamily {
  policy_family_id: string;
  name: string;
  description: string;
  /** JSON text of the family's rules. */
  definition: string;
}

export const POLICY_FAMILIES: readonly PolicyFamily[] = families.map(({ definition, ...family }) => ({
  ...family,
  definition: JSON.stringify(definition),
}));

/** @throws ApiError 404 when there is none. */
export function policyFamily(id: string): PolicyFamily {
  const family = POLICY_FAMILIES.find(({ policy_family_id }) => policy_family_id === id);
  if (!family) throw notFound(`Policy family '${id}' does not exist`);
  return family;
}

const get: Behaviour<{ policy_family_id: string }> = ({ policy_family_id: id }) => policyFamily(id);

const list: Behaviour<{ max_results?: number; page_token?: string }> = (request) => {
  const entries = POLICY_FAMILIES.map((value) => ({ key: value.policy_family_id, value }));
  const { items, nextToken } = page(entries, { token: request.page_token, size: request.max_results });
  return { policy_families: items, next_page_token: nextToken };
};

export const policyFamiliesService: Service = {
  "compute.PolicyFamilies.Get": get,
  "compute.PolicyFamilies.List": list,
};
