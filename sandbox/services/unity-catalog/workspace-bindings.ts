import { Access } from "../../authority/unity-catalog/access";
import {
  type Binding,
  type BindingType,
  bindingsOf,
  isBindable,
  setBindings,
} from "../../authority/unity-catalog/bindings";
import {
  catalogRef,
  doesNotExist,
  isSecurableType,
  type SecurableRef,
  securables,
} from "../../authority/unity-catalog/securables";
import {
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  page,
  type Service,
  workspaceById,
} from "../../control-plane";
import { credentialNamed } from "./credential-names";

interface Target {
  securable_type: string;
  securable_name: string;
}

interface RequestedBinding {
  workspace_id: number;
  binding_type?: BindingType;
}

function targetOf({ securable_type: type, securable_name: name }: Target, { store }: Call): SecurableRef {
  const known = type.replaceAll("-", "_");
  const securable = isSecurableType(known) && { type: known, name: name.toLowerCase() };
  if (!securable || !isBindable(securable)) {
    throw invalidParameter(`Securables of type ${type} cannot be bound to workspaces.`);
  }
  return known === "credential" ? credentialNamed(store, name) : securable;
}

function requireReadable(call: Call, securable: SecurableRef): void {
  const access = Access.of(call);
  // The list of bindings is part of what whoever manages the securable sees, bound or not.
  if (!call.store.has(securables[securable.type], securable.name)) throw doesNotExist(securable);
  if (access.manages(securable)) return;
  access.existing(securable);
  access.managedFromAnywhere(securable);
}

const get: Behaviour<Target & { max_results?: number; page_token?: string }> = (request, call) => {
  const securable = targetOf(request, call);
  requireReadable(call, securable);
  const entries = bindingsOf(call.store, securable).map((value) => ({ key: String(value.workspace_id), value }));
  const { items, nextToken } = page(entries, { token: request.page_token, size: request.max_results });
  return { bindings: items, next_page_token: nextToken };
};

const update: Behaviour<Target & { add?: RequestedBinding[]; remove?: RequestedBinding[] }> = (request, call) => {
  const securable = targetOf(request, call);
  const removed = (request.remove ?? []).map(({ workspace_id: id }) => id);
  const bindings = change(call, securable, removed, request.add ?? []);
  return { bindings };
};

/** The older form, for catalogs only, which binds for reading and writing. */
const updateCatalog: Behaviour<{ name: string; assign_workspaces?: number[]; unassign_workspaces?: number[] }> = (
  request,
  call,
) => {
  const added = (request.assign_workspaces ?? []).map((id) => ({ workspace_id: id }));
  const bindings = change(call, catalogRef(request.name), request.unassign_workspaces ?? [], added);
  return { workspaces: bindings.map(({ workspace_id: id }) => id) };
};

const getCatalog: Behaviour<{ name: string }> = ({ name }, call) => {
  requireReadable(call, catalogRef(name));
  return { workspaces: bindingsOf(call.store, catalogRef(name)).map(({ workspace_id: id }) => id) };
};

function change(call: Call, securable: SecurableRef, removed: number[], added: RequestedBinding[]): Binding[] {
  const access = Access.of(call);
  access.managedFromAnywhere(securable);
  const bound = new Map(bindingsOf(call.store, securable).map((binding) => [binding.workspace_id, binding]));
  for (const id of removed) bound.delete(id);
  for (const { workspace_id: id, binding_type: type = "BINDING_TYPE_READ_WRITE" } of added) {
    if (workspaceById(call.store, id)?.metastoreId !== access.metastoreId) {
      throw notFound(`Workspace ${id} does not exist, or the metastore of '${securable.name}' is not assigned to it.`);
    }
    bound.set(id, { workspace_id: id, binding_type: type });
  }
  setBindings(call.store, securable, [...bound.values()]);
  return bindingsOf(call.store, securable);
}

export const workspaceBindingsService: Service = {
  "catalog.WorkspaceBindings.Get": getCatalog,
  "catalog.WorkspaceBindings.GetBindings": get,
  "catalog.WorkspaceBindings.Update": updateCatalog,
  "catalog.WorkspaceBindings.UpdateBindings": update,
};
