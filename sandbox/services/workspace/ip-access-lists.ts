import { BlockList, isIPv4 } from "node:net";
import { requireWorkspaceAdmin } from "../../authority/workspace/caller";
import {
  ApiError,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  type Service,
  WorkspaceObjects,
} from "../../control-plane";

/** Addresses from which a workspace may, or may not, be called. */
interface IpAccessList {
  list_id: string;
  label: string;
  list_type: "ALLOW" | "BLOCK";
  /** IPv4 addresses and CIDR ranges. */
  ip_addresses: string[];
  address_count: number;
  enabled: boolean;
  /** Milliseconds since 1970. */
  created_at: number;
  updated_at: number;
  /** Ids of who made and last changed it. */
  created_by: number;
  updated_by: number;
}

type Settings = Pick<IpAccessList, "label" | "list_type" | "ip_addresses" | "enabled">;

export const ipAccessLists = new WorkspaceObjects<IpAccessList>("workspace.ip-access-list", (id) =>
  notFound(`IP access list ${id} does not exist.`),
);

const MAXIMUM_ADDRESSES = 1000;
/** From where everybody calls the sandbox, unless its seed says otherwise. */
const LOOPBACK = "127.0.0.1";

function requireValid(call: Call, settings: Settings, id?: string): void {
  if (settings.label.trim() === "") throw invalidParameter("An IP access list has a label.");
  if (settings.ip_addresses.length === 0) throw invalidParameter("An IP access list has at least one address.");
  for (const address of settings.ip_addresses) requireAddress(address);
  const others = ipAccessLists.all(call).filter((list) => list.list_id !== id);
  const total = others.reduce((sum, list) => sum + list.address_count, settings.ip_addresses.length);
  if (total > MAXIMUM_ADDRESSES) {
    throw new ApiError(
      400,
      "QUOTA_EXCEEDED",
      `All IP access lists together have at most ${MAXIMUM_ADDRESSES} addresses, got ${total}.`,
    );
  }
  requireCallerAdmitted(call, [...others, settings]);
}

function requireAddress(address: string): void {
  const [ip = "", bits, more] = address.split("/");
  const validBits = bits === undefined || (/^\d{1,2}$/.test(bits) && Number(bits) <= 32);
  if (!isIPv4(ip) || !validBits || more !== undefined) {
    throw invalidParameter(`${address} is neither an IPv4 address nor a CIDR range.`);
  }
}

/** The service refuses lists that would lock out their own caller. @param lists all that there will be. */
function requireCallerAdmitted(call: Call, lists: readonly Settings[]): void {
  const caller = call.account.callerAddress ?? LOOPBACK;
  const inForce = lists.filter(({ enabled }) => enabled);
  const allowing = inForce.filter(({ list_type: type }) => type === "ALLOW");
  const blocking = inForce.filter(({ list_type: type }) => type === "BLOCK");
  const admitted = allowing.length === 0 || allowing.some((list) => names(list, caller));
  if (admitted && !blocking.some((list) => names(list, caller))) return;
  throw new ApiError(
    400,
    "INVALID_STATE",
    `Your current IP ${caller} will not be allowed to access the workspace under current configuration. Please change your ` +
      "lists to allow it.",
  );
}

function names({ ip_addresses: addresses }: Settings, caller: string): boolean {
  const named = new BlockList();
  for (const address of addresses) {
    const [ip = "", bits = "32"] = address.split("/");
    named.addSubnet(ip, Number(bits));
  }
  return named.check(caller);
}

const create: Behaviour<Omit<Settings, "enabled">> = ({ label, list_type, ip_addresses = [] }, call) => {
  requireWorkspaceAdmin(call);
  const settings: Settings = { label, list_type, ip_addresses, enabled: true };
  requireValid(call, settings);
  const now = call.store.now();
  const by = Number(call.principal.id);
  const list: IpAccessList = {
    list_id: call.store.uuid(),
    ...settings,
    address_count: ip_addresses.length,
    created_at: now,
    updated_at: now,
    created_by: by,
    updated_by: by,
  };
  return { ip_access_list: ipAccessLists.put(call, list.list_id, list) };
};

function changed(call: Call, before: IpAccessList, changes: Partial<Settings>): undefined {
  const after = { ...before, ...changes };
  requireValid(call, after, before.list_id);
  ipAccessLists.put(call, before.list_id, {
    ...after,
    address_count: after.ip_addresses.length,
    updated_at: call.store.now(),
    updated_by: Number(call.principal.id),
  });
  return undefined;
}

const update: Behaviour<Partial<Settings> & { ip_access_list_id: string }> = (
  { ip_access_list_id: id, ...changes },
  call,
) => {
  requireWorkspaceAdmin(call);
  return changed(call, ipAccessLists.existing(call, id), changes);
};

const replace: Behaviour<Omit<Settings, "ip_addresses"> & { ip_access_list_id: string; ip_addresses?: string[] }> = (
  { ip_access_list_id: id, ip_addresses = [], ...settings },
  call,
) => {
  requireWorkspaceAdmin(call);
  return changed(call, ipAccessLists.existing(call, id), { ...settings, ip_addresses });
};

const get: Behaviour<{ ip_access_list_id: string }> = ({ ip_access_list_id: id }, call) => {
  requireWorkspaceAdmin(call);
  return { ip_access_list: ipAccessLists.existing(call, id) };
};

const list: Behaviour = (_request, call) => {
  requireWorkspaceAdmin(call);
  return { ip_access_lists: ipAccessLists.all(call) };
};

const remove: Behaviour<{ ip_access_list_id: string }> = ({ ip_access_list_id: id }, call) => {
  requireWorkspaceAdmin(call);
  ipAccessLists.existing(call, id);
  const others = ipAccessLists.all(call).filter((each) => each.list_id !== id);
  requireCallerAdmitted(call, others);
  ipAccessLists.remove(call, id);
  return undefined;
};

export const ipAccessListsService: Service = {
  "settings.IpAccessLists.Create": create,
  "settings.IpAccessLists.Update": update,
  "settings.IpAccessLists.Replace": replace,
  "settings.IpAccessLists.Get": get,
  "settings.IpAccessLists.List": list,
  "settings.IpAccessLists.Delete": remove,
};
