import { requireWorkspaceAdmin } from "../../authority/workspace/caller";
import {
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  type Service,
  WorkspaceObjects,
} from "../../control-plane";

/** A script that every cluster of a workspace runs when it starts. */
interface GlobalInitScript {
  script_id: string;
  name: string;
  /** In Base64. */
  script: string;
  enabled: boolean;
  /** Milliseconds since 1970. */
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
  /** When it is run, from the first on; told by its place among the others. */
  order: number;
}

interface GivenScript {
  name: string;
  script: string;
  enabled?: boolean;
  position?: number;
}

type ById = { script_id: string };

export const globalInitScripts = new WorkspaceObjects<GlobalInitScript>("settings.global-init-script", (id) =>
  notFound(`The global init script with id ${id} does not exist.`),
);

const LIMIT_BYTES = 64 * 1024;

const inOrder = (call: Call): GlobalInitScript[] => globalInitScripts.all(call).toSorted((a, b) => a.order - b.order);

function listed(call: Call, { order: _order, script: _script, ...script }: GlobalInitScript): object {
  return { ...script, position: inOrder(call).findIndex(({ script_id: id }) => id === script.script_id) };
}

/** @throws ApiError 400 for what is not the Base64 of a script. */
function requireScript(call: Call, { name, script }: GivenScript, own?: string): void {
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(script)) throw invalidParameter("The script must be encoded in Base64.");
  if (Buffer.from(script, "base64").byteLength > LIMIT_BYTES) {
    throw invalidParameter("The script must not be larger than 64 KB.");
  }
  if (globalInitScripts.find(call, (each) => each.name === name && each.script_id !== own)) {
    throw invalidParameter(`There is already a global init script with the name '${name}'.`);
  }
}

/** Puts a script at a position; those behind it move on. @param position absent: the last. */
function place(call: Call, script: GlobalInitScript, position?: number): void {
  if (position !== undefined && position < 0) throw invalidParameter("position must not be negative.");
  const others = inOrder(call).filter(({ script_id: id }) => id !== script.script_id);
  const at = Math.min(position ?? others.length, others.length);
  const all = [...others.slice(0, at), script, ...others.slice(at)];
  for (const [order, each] of all.entries()) globalInitScripts.put(call, each.script_id, { ...each, order });
}

const create: Behaviour<GivenScript> = ({ name, script, enabled = false, position }, call) => {
  requireWorkspaceAdmin(call);
  requireScript(call, { name, script });
  const now = call.store.now();
  const by = call.principal.name;
  const id = call.store.uuid().replaceAll("-", "").slice(0, 16).toUpperCase();
  const stored = {
    script_id: id,
    name,
    script,
    enabled,
    created_at: now,
    created_by: by,
    updated_at: now,
    updated_by: by,
  };
  place(call, { ...stored, order: 0 }, position);
  return { script_id: id };
};

const get: Behaviour<ById> = ({ script_id: id }, call) => {
  requireWorkspaceAdmin(call);
  const script = globalInitScripts.existing(call, id);
  return { ...listed(call, script), script: script.script };
};

const list: Behaviour = (_request, call) => {
  requireWorkspaceAdmin(call);
  return { scripts: inOrder(call).map((script) => listed(call, script)) };
};

const update: Behaviour<ById & GivenScript> = ({ script_id: id, name, script, enabled, position }, call) => {
  requireWorkspaceAdmin(call);
  const before = globalInitScripts.existing(call, id);
  requireScript(call, { name, script }, id);
  const after = { ...before, name, script, enabled: enabled ?? before.enabled };
  const changed = { updated_at: call.store.now(), updated_by: call.principal.name };
  place(call, { ...after, ...changed }, position ?? inOrder(call).findIndex((each) => each.script_id === id));
  return undefined;
};

const remove: Behaviour<ById> = ({ script_id: id }, call) => {
  requireWorkspaceAdmin(call);
  globalInitScripts.existing(call, id);
  globalInitScripts.remove(call, id);
  return undefined;
};

export const globalInitScriptsService: Service = {
  "compute.GlobalInitScripts.Create": create,
  "compute.GlobalInitScripts.Get": get,
  "compute.GlobalInitScripts.List": list,
  "compute.GlobalInitScripts.Update": update,
  "compute.GlobalInitScripts.Delete": remove,
};
