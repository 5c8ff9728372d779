import { Access } from "../../authority/unity-catalog/access";
import type { SharedObject, ShareInfo } from "../../authority/unity-catalog/infos";
import {
  checkedName,
  existsAlready,
  modelRef,
  newSecurable,
  type SecurableRef,
  schemaRef,
  securables,
  shareRef,
  tableRef,
  volumeRef,
} from "../../authority/unity-catalog/securables";
import {
  alreadyExists,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  type Service,
} from "../../control-plane";
import { change, type SecurableChange } from "./change";
import { type ListRequest, visiblePage } from "./listing";
import { getPermissions, type PermissionsChange, updatePermissions } from "./permissions";
import { remove } from "./remove";
import { usablePath } from "./storage-paths";

type GivenObject = Partial<Omit<SharedObject, "status" | "added_at" | "added_by">> & { name: string };

interface ObjectUpdate {
  action?: "ADD" | "REMOVE" | "UPDATE";
  data_object?: GivenObject;
}

interface Settings {
  comment?: string;
  storage_root?: string;
}

type ByName = { name: string };

/** What the API calls a share's members; its metastore is none of them. */
const shown = ({ metastore_id: _, ...share }: ShareInfo): Omit<ShareInfo, "metastore_id"> => share;

const withoutObjects = ({ objects: _, ...share }: ReturnType<typeof shown>): object => share;

const create: Behaviour<Settings & ByName> = (request, call) => {
  const access = Access.of(call);
  access.require("CREATE_SHARE", access.metastore);
  const share = shareRef(checkedName(request.name, "share"));
  if (call.store.has(securables.share, share.name)) throw existsAlready(share);
  const info: ShareInfo = {
    ...newSecurable(call, share.name, access.metastoreId),
    ...request,
    ...storageOf(call, request.storage_root),
    name: share.name,
    objects: [],
  };
  return withoutObjects(shown(call.store.put(securables.share, share.name, info)));
};

function storageOf(call: Call, root: string | undefined): Settings & { storage_location?: string } {
  if (!root) return {};
  const { path } = usablePath(call, root, "CREATE_MANAGED_STORAGE");
  return { storage_root: root, storage_location: `${path}/__unitystorage/shares/${call.store.uuid()}` };
}

const get: Behaviour<ByName & { include_shared_data?: boolean }> = ({ name, include_shared_data: all }, call) => {
  const share = shown(Access.of(call).visible(shareRef(name), "USE_SHARE"));
  return all ? share : withoutObjects(share);
};

const list: Behaviour<ListRequest> = (request, call) => {
  const listed = { type: "share", privilege: "USE_SHARE" } as const;
  const { items, nextToken } = visiblePage(call, Access.of(call), listed, request);
  return { shares: items.map((share) => withoutObjects(shown(share))), next_page_token: nextToken };
};

/** Administrators of the metastore hand a share on; what is shared, and where, its owner alone says. */
const update: Behaviour<SecurableChange & Settings & ByName & { updates?: ObjectUpdate[] }> = (
  { name, updates = [], storage_root: root, ...request },
  call,
) => {
  const access = Access.of(call);
  const share = shareRef(name);
  access.managed(share);
  if (updates.length > 0 || root || request.new_name || request.comment !== undefined) access.owned(share);
  if (request.new_name) access.require("CREATE_SHARE", access.metastore);
  const after = change(call, share, request, ({ objects }) => ({
    ...storageOf(call, root),
    objects: updates.reduce((all, each) => updated(call, access, all, each), objects),
  }));
  return shown(after);
};

function updated(
  call: Call,
  access: Access,
  objects: readonly SharedObject[],
  { action, data_object: given }: ObjectUpdate,
): SharedObject[] {
  if (!action || !given) throw invalidParameter("Each of a share's updates needs an action and a data_object.");
  const standing = objects.find(({ name }) => name.toLowerCase() === given.name.toLowerCase());
  const others = objects.filter((object) => object !== standing);
  if (action === "ADD") {
    if (standing) throw alreadyExists(`Data object '${given.name}' already exists in the share.`);
    return [...others, withName(others, added(call, access, given))];
  }
  if (!standing) throw notFound(`Data object '${given.name}' does not exist in the share.`);
  return action === "REMOVE" ? others : [...others, withName(others, { ...standing, ...given, name: standing.name })];
}

/** The object, if no other has its name in the share. */
function withName(others: readonly SharedObject[], object: SharedObject): SharedObject {
  for (const member of ["shared_as", "string_shared_as"] as const) {
    const alias = object[member];
    if (alias !== undefined && others.some((other) => other[member] === alias)) {
      throw alreadyExists(`The share has another data object that is shared as '${alias}'.`);
    }
  }
  return object;
}

const TABLES = ["TABLE", "VIEW", "MATERIALIZED_VIEW", "STREAMING_TABLE", "FOREIGN_TABLE"];

/** What reading an object of each type takes, of who shares it. */
function readingOf(type: string, name: string): { ref: SecurableRef; privilege: string } {
  if (TABLES.includes(type)) return { ref: tableRef(name), privilege: "SELECT" };
  if (type === "SCHEMA") return { ref: schemaRef(name), privilege: "SELECT" };
  if (type === "VOLUME") return { ref: volumeRef(name), privilege: "READ_VOLUME" };
  if (type === "MODEL") return { ref: modelRef(name), privilege: "EXECUTE" };
  throw invalidParameter(
    `Data objects of type ${type} cannot be shared from the sandbox: it has ${TABLES.join(", ")}, SCHEMA, VOLUME, MODEL and NOTEBOOK_FILE.`,
  );
}

function added(call: Call, access: Access, given: GivenObject): SharedObject {
  const { data_object_type: type = "TABLE" } = given;
  const record = {
    ...given,
    data_object_type: type,
    status: "ACTIVE",
    added_at: call.store.now(),
    added_by: call.principal.name,
  } as const;
  if (type === "NOTEBOOK_FILE") {
    if (!given.content) throw invalidParameter("A notebook is shared with its content, in base64.");
    return { ...record, string_shared_as: given.string_shared_as ?? given.name };
  }
  const { ref, privilege } = readingOf(type, given.name);
  access.usable(ref, privilege);
  if (type === "SCHEMA") return { ...record, shared_as: given.shared_as ?? (ref.name.split(".")[1] as string) };
  const alias = ref.name.split(".").slice(1).join(".");
  if (!TABLES.includes(type)) {
    if (given.shared_as) throw invalidParameter(`A ${type} is shared as what string_shared_as says, not shared_as.`);
    return { ...record, string_shared_as: given.string_shared_as ?? alias };
  }
  if (given.string_shared_as)
    throw invalidParameter(`A ${type} is shared as what shared_as says, not string_shared_as.`);
  const sharedAs = given.shared_as ?? alias;
  if (!/^\w+\.\w+$/.test(sharedAs)) {
    throw invalidParameter(`'${sharedAs}' is not what a ${type} can be shared as: it takes the form schema.table.`);
  }
  const history = { history_data_sharing_status: "DISABLED", cdf_enabled: false, start_version: 0 } as const;
  return { ...history, ...record, shared_as: sharedAs };
}

const deletion: Behaviour<ByName> = ({ name }, call) => {
  Access.of(call).owned(shareRef(name));
  remove(call.store, shareRef(name));
  return undefined;
};

const sharePermissions: Behaviour<ByName & { max_results?: number; page_token?: string }> = (
  { name, ...paging },
  call,
) => getPermissions({ ...paging, securable_type: "share", full_name: name }, call);

const updateSharePermissions: Behaviour<ByName & { changes?: PermissionsChange[]; omit_permissions_list?: boolean }> = (
  { name, changes = [], omit_permissions_list: omit },
  call,
) => {
  const answer = updatePermissions({ securable_type: "share", full_name: name, changes }, call);
  return omit ? {} : answer;
};

/** What is offered to others by Delta Sharing. Nobody fetches anything of it here: there are no data. */
export const sharesService: Service = {
  "sharing.Shares.Create": create,
  "sharing.Shares.Get": get,
  "sharing.Shares.ListShares": list,
  "sharing.Shares.Update": update,
  "sharing.Shares.Delete": deletion,
  "sharing.Shares.SharePermissions": sharePermissions,
  "sharing.Shares.UpdatePermissions": updateSharePermissions,
};
