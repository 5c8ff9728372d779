import { type Behaviour, invalidParameter, type Service } from "../../control-plane";
import { Access } from "./access";
import { type BrowseRequest, type ListRequest, visiblePage } from "./listing";
import { remove } from "./remove";
import { rename } from "./rename";
import { schemaRef } from "./schemas";
import {
  changed,
  checkedName,
  existsAlready,
  newSecurable,
  type Securable,
  type SecurableRef,
  securables,
} from "./securables";
import { checkedPath, locationOf } from "./storage-paths";

export interface VolumeInfo extends Securable {
  volume_id: string;
  full_name: string;
  catalog_name: string;
  schema_name: string;
  volume_type: "MANAGED" | "EXTERNAL";
  storage_location: string;
  comment?: string;
}

const ref = (fullName: string): SecurableRef => ({ type: "volume", name: fullName.toLowerCase() });

const create: Behaviour<{
  catalog_name: string;
  schema_name: string;
  name: string;
  volume_type: VolumeInfo["volume_type"];
  storage_location?: string;
  comment?: string;
}> = (request, call) => {
  const access = Access.of(call);
  const schema = schemaRef(`${request.catalog_name}.${request.schema_name}`);
  access.existing(schema);
  access.require("CREATE_VOLUME", schema);
  const name = checkedName(request.name, "volume");
  const volume = ref(`${schema.name}.${name}`);
  if (call.store.has(securables.volume, volume.name)) throw existsAlready(volume);
  const id = call.store.uuid();
  const info: VolumeInfo = {
    ...newSecurable(call, name, access.metastoreId),
    ...request,
    name,
    full_name: volume.name,
    catalog_name: request.catalog_name.toLowerCase(),
    schema_name: request.schema_name.toLowerCase(),
    volume_id: id,
    storage_location: request.volume_type === "EXTERNAL" ? externalPath() : managedPath(),
  };
  return call.store.put(securables.volume, volume.name, info);

  function externalPath(): string {
    if (!request.storage_location) throw invalidParameter("An external volume needs a storage_location.");
    const path = checkedPath(request.storage_location);
    const location = locationOf(call.store, path);
    access.require("CREATE_EXTERNAL_VOLUME", { type: "external_location", name: location.name.toLowerCase() });
    return path;
  }

  function managedPath(): string {
    if (request.storage_location) throw invalidParameter("A managed volume has no storage_location of its own.");
    const catalog = access.existing<Securable & { storage_location?: string }>({
      type: "catalog",
      name: request.catalog_name.toLowerCase(),
    });
    return `${catalog.storage_location}/volumes/${id}`;
  }
};

const read: Behaviour<BrowseRequest & { name: string }> = ({ name, include_browse: browse }, call) =>
  Access.of(call).visible(ref(name), "READ_VOLUME", browse);

const list: Behaviour<ListRequest & { catalog_name: string; schema_name: string }> = (request, call) => {
  const access = Access.of(call);
  const schema = schemaRef(`${request.catalog_name}.${request.schema_name}`);
  access.visible(schema, "USE_SCHEMA", true);
  const listed = { type: "volume", privilege: "READ_VOLUME", within: schema.name } as const;
  const { items, nextToken } = visiblePage(call, access, listed, request);
  return { volumes: items, next_page_token: nextToken };
};

const update: Behaviour<{ name: string; new_name?: string; owner?: string; comment?: string }> = (
  { name, new_name: newName, ...settings },
  call,
) => {
  const access = Access.of(call);
  const before = access.existing<VolumeInfo>(ref(name));
  access.requireManage(ref(name));
  if (settings.owner) call.directory.requireName(settings.owner);
  const target = newName ? checkedName(newName, "volume") : before.name;
  const fullName = `${before.catalog_name}.${before.schema_name}.${target}`;
  const after = { ...before, ...settings, name: target, full_name: fullName, ...changed(call) };
  return rename(call.store, after, ref(name), ref(fullName));
};

const deletion: Behaviour<{ name: string }> = ({ name }, call) => {
  const access = Access.of(call);
  access.existing(ref(name));
  access.requireManage(ref(name));
  remove(call.store, ref(name));
  return undefined;
};

export const volumesService: Service = {
  "catalog.Volumes.Create": create,
  "catalog.Volumes.Read": read,
  "catalog.Volumes.List": list,
  "catalog.Volumes.Update": update,
  "catalog.Volumes.Delete": deletion,
};
