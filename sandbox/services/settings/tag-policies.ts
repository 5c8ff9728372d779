import { requireAccountAdmin } from "../../authority/account/roles";
import {
  AccountObjects,
  alreadyExists,
  applyMask,
  type Behaviour,
  invalidParameter,
  notFound,
  type Service,
} from "../../control-plane";

/** Which values a governed tag may have, in the whole account. */
interface TagPolicy {
  id: string;
  tag_key: string;
  description?: string;
  /** Absent or empty: any. */
  values?: { name: string }[];
  /** RFC 3339. */
  create_time: string;
  update_time: string;
}

const tagPolicies = new AccountObjects<TagPolicy>("settings.tag-policy", (key) =>
  notFound(`Tag policy with key '${key}' does not exist.`),
);

type ByKey = { tag_key: string };
type Given = Pick<TagPolicy, "tag_key" | "description" | "values">;

const UPDATABLE = ["description", "values"] as const;
const KEY = /^[^.,\-=/:]{1,256}$/;

function requireValues({ values = [] }: Pick<TagPolicy, "values">): void {
  const names = values.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalidParameter(`The value '${twice}' is there more than once.`);
}

/** The roles for it, which an account grants apart, are an account admin's here. */
const create: Behaviour<{ tag_policy: Given }> = ({ tag_policy: { tag_key: key, description, values } }, call) => {
  requireAccountAdmin(call);
  if (!KEY.test(key)) throw invalidParameter(`Invalid tag key '${key}': 1 to 256 characters, none of . , - = / :.`);
  if (tagPolicies.has(call, key)) throw alreadyExists(`Tag policy with key '${key}' already exists.`);
  requireValues({ ...(values ? { values } : {}) });
  const now = new Date(call.store.now()).toISOString();
  return tagPolicies.put(call, key, {
    id: call.store.uuid(),
    tag_key: key,
    ...(description === undefined ? {} : { description }),
    ...(values === undefined ? {} : { values }),
    create_time: now,
    update_time: now,
  });
};

/** Everybody may know which values there are. */
const get: Behaviour<ByKey> = ({ tag_key: key }, call) => tagPolicies.existing(call, key);

const list: Behaviour<{ page_size?: number; page_token?: string }> = ({ page_size: size, page_token: token }, call) => {
  const { items, nextToken } = tagPolicies.page(call, { size, token });
  return { tag_policies: items, next_page_token: nextToken };
};

const update: Behaviour<ByKey & { tag_policy: Given; update_mask: string }> = (
  { tag_key: key, tag_policy: wanted, update_mask: mask },
  call,
) => {
  requireAccountAdmin(call);
  const before = tagPolicies.existing(call, key);
  const after = applyMask<TagPolicy>(before, wanted, mask, UPDATABLE);
  requireValues(after);
  return tagPolicies.put(call, key, { ...after, update_time: new Date(call.store.now()).toISOString() });
};

const remove: Behaviour<ByKey> = ({ tag_key: key }, call) => {
  requireAccountAdmin(call);
  tagPolicies.existing(call, key);
  tagPolicies.remove(call, key);
  return undefined;
};

export const tagPoliciesService: Service = {
  "tags.TagPolicies.CreateTagPolicy": create,
  "tags.TagPolicies.GetTagPolicy": get,
  "tags.TagPolicies.ListTagPolicies": list,
  "tags.TagPolicies.UpdateTagPolicy": update,
  "tags.TagPolicies.DeleteTagPolicy": remove,
};
