import { Access } from "../../authority/unity-catalog/access";
import { grantsOn, setGrants } from "../../authority/unity-catalog/grants";
import type { RecipientInfo, RecipientToken } from "../../authority/unity-catalog/infos";
import {
  changed,
  checkedName,
  existsAlready,
  newSecurable,
  recipientRef,
  type SecurableRef,
  securables,
  shareRef,
} from "../../authority/unity-catalog/securables";
import {
  ApiError,
  type Behaviour,
  type Call,
  invalidParameter,
  page,
  type Service,
  type Store,
} from "../../control-plane";
import { change, type SecurableChange } from "./change";
import { type ListRequest, visiblePage } from "./listing";
import { remove } from "./remove";

interface Settings {
  comment?: string;
  ip_access_list?: { allowed_ip_addresses?: string[] };
  /** Clients send none of it for an empty one. */
  properties_kvpairs?: { properties?: Record<string, string> };
  expiration_time?: number;
}

interface NewRecipient extends Settings {
  name: string;
  authentication_type: string;
  data_recipient_global_metastore_id?: string;
  sharing_code?: string;
  id?: string;
  owner?: string;
}

type ByName = { name: string };

const GLOBAL_ID = /^(aws|azure|gcp):([a-z0-9-]+):([0-9a-f-]{36})$/;

/** With what is known of the other side's metastore, which the API shows in the place of ours. */
function shown({ metastore_id: _, ...recipient }: RecipientInfo): object {
  const [, cloud, region, metastoreId] = GLOBAL_ID.exec(recipient.data_recipient_global_metastore_id ?? "") ?? [];
  const url = recipient.tokens?.[0]?.activation_url;
  return {
    ...recipient,
    ...(url === undefined ? {} : { activation_url: url }),
    ...(cloud === undefined ? {} : { cloud, region, metastore_id: metastoreId }),
  };
}

const create: Behaviour<NewRecipient> = (request, call) => {
  // What proves who the other side is serves once, and is not kept.
  const { sharing_code: _, id: _id, owner, properties_kvpairs: given, ...settings } = request;
  const access = Access.of(call);
  access.require("CREATE_RECIPIENT", access.metastore);
  const recipient = recipientRef(checkedName(request.name, "recipient"));
  requireAuthentication(access, request);
  if (call.store.has(securables.recipient, recipient.name)) throw existsAlready(recipient);
  const info: RecipientInfo = {
    ...newSecurable(call, recipient.name, access.metastoreId),
    ...settings,
    ...(owner ? { owner: call.directory.nameOf(owner) } : {}),
    name: recipient.name,
    id: call.store.uuid(),
    activated: false,
    properties_kvpairs: { properties: { ...given?.properties, "databricks.name": recipient.name } },
    ...(request.authentication_type === "TOKEN" ? { tokens: [newToken(call, access, request.expiration_time)] } : {}),
  };
  return shown(call.store.put(securables.recipient, recipient.name, info));
};

/** @throws ApiError 400 for what does not go with how the other side shows who it is. */
function requireAuthentication(access: Access, request: NewRecipient): void {
  const { authentication_type: type, data_recipient_global_metastore_id: other, ip_access_list: addresses } = request;
  if (type === "DATABRICKS") {
    if (!other || !GLOBAL_ID.test(other)) {
      throw invalidParameter(
        "A recipient of type DATABRICKS needs data_recipient_global_metastore_id, <cloud>:<region>:<metastore id>.",
      );
    }
    if (other === access.existing(access.metastore).global_metastore_id) {
      throw invalidParameter(`Cannot create a recipient for the metastore itself: ${other}.`);
    }
    if (addresses) throw invalidParameter("A recipient of type DATABRICKS has no ip_access_list.");
    return;
  }
  if (other)
    throw invalidParameter(`data_recipient_global_metastore_id is of recipients of type DATABRICKS, not ${type}.`);
  if (access.existing(access.metastore).delta_sharing_scope === "INTERNAL") {
    throw new ApiError(
      400,
      "INVALID_STATE",
      "External Delta Sharing is not enabled on the metastore. Please contact the account admin to enable External Delta Sharing.",
    );
  }
}

/** Lives as long as the metastore says, unless the recipient has a time of its own. */
function newToken(call: Call, access: Access, expires: number | undefined): RecipientToken {
  const { delta_sharing_recipient_token_lifetime_in_seconds: lifetime = 0 } = access.existing(access.metastore);
  const now = call.store.now();
  const until = expires ?? (lifetime > 0 ? now + lifetime * 1_000 : undefined);
  const by = call.principal.name;
  return {
    id: call.store.uuid(),
    activation_url: `${call.origin}/delta_sharing/retrieve_config.html?${call.store.uuid()}`,
    ...(until === undefined ? {} : { expiration_time: until }),
    created_at: now,
    created_by: by,
    updated_at: now,
    updated_by: by,
  };
}

const get: Behaviour<ByName> = ({ name }, call) => shown(Access.of(call).visible(recipientRef(name), "USE_RECIPIENT"));

const list: Behaviour<ListRequest & { data_recipient_global_metastore_id?: string }> = (request, call) => {
  const { data_recipient_global_metastore_id: other, ...paging } = request;
  const listed = { type: "recipient", privilege: "USE_RECIPIENT" } as const;
  const { items, nextToken } = visiblePage(call, Access.of(call), listed, paging);
  const wanted = items.filter((each) => !other || each.data_recipient_global_metastore_id === other);
  return { recipients: wanted.map(shown), next_page_token: nextToken };
};

const update: Behaviour<SecurableChange & Settings & ByName & { id?: string }> = (
  { name, id: _, properties_kvpairs: given, ...request },
  call,
) => {
  const access = Access.of(call);
  const before = recipientRef(name);
  access.managed(before);
  if (request.new_name) access.owned(before);
  const after = change(call, before, request, () =>
    given ? { properties_kvpairs: { properties: { ...given.properties, "databricks.name": before.name } } } : {},
  );
  if (after.name !== before.name) moveGrants(call.store, before, after.name);
  return shown(after);
};

/** What is granted on shares to a recipient goes along with its name; with none, it goes. */
function moveGrants(store: Store, { name }: SecurableRef<"recipient">, to?: string): void {
  for (const { key } of store.list(securables.share)) {
    const { [name]: held, ...others } = grantsOn(store, shareRef(key));
    if (held) setGrants(store, shareRef(key), to ? { ...others, [to]: held } : others);
  }
}

const deletion: Behaviour<ByName> = ({ name }, call) => {
  const recipient = recipientRef(name);
  Access.of(call).owned(recipient);
  moveGrants(call.store, recipient);
  remove(call.store, recipient);
  return undefined;
};

/** Another token beside the one that there is, which still lives for a while. */
const rotateToken: Behaviour<ByName & { existing_token_expire_in_seconds: number }> = (
  { name, existing_token_expire_in_seconds: seconds },
  call,
) => {
  const access = Access.of(call);
  const info = access.owned(recipientRef(name));
  const [current] = info.tokens ?? [];
  if (!current) throw invalidParameter(`Recipient '${name}' has no token: it is of type ${info.authentication_type}.`);
  const now = call.store.now();
  const ending = { ...current, expiration_time: now + seconds * 1_000, updated_at: now };
  const tokens = [newToken(call, access, info.expiration_time), ...(seconds > 0 ? [ending] : [])];
  return shown(call.store.put(securables.recipient, recipientRef(name).name, { ...info, tokens, ...changed(call) }));
};

const sharePermissions: Behaviour<ByName & { max_results?: number; page_token?: string }> = (
  { name, max_results: size, page_token: token },
  call,
) => {
  const { name: principal } = Access.of(call).visible(recipientRef(name), "USE_RECIPIENT");
  const entries = call.store.list(securables.share).flatMap(({ key }) => {
    const privileges = grantsOn(call.store, shareRef(key))[principal];
    return privileges ? [{ key, value: { share_name: key, privilege_assignments: [{ principal, privileges }] } }] : [];
  });
  const { items, nextToken } = page(entries, { token, size });
  return { permissions_out: items, next_page_token: nextToken };
};

/** Who fetches what is shared. The sandbox keeps them, and gives nobody a token: there are no data. */
export const recipientsService: Service = {
  "sharing.Recipients.Create": create,
  "sharing.Recipients.Get": get,
  "sharing.Recipients.List": list,
  "sharing.Recipients.Update": update,
  "sharing.Recipients.Delete": deletion,
  "sharing.Recipients.RotateToken": rotateToken,
  "sharing.Recipients.SharePermissions": sharePermissions,
};
