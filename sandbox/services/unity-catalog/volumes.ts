import { Access } from "../../authority/unity-catalog/access";
import type { VolumeInfo } from "../../authority/unity-catalog/infos";
import {
  checkedName,
  existsAlready,
  newBrowsable,
  schemaRef,
  securables,
  volumeRef,
} from "../../authority/unity-catalog/securables";
import { type Behaviour, invalidParameter, type Service } from "../../control-plane";
import { change, type SecurableChange } from "./change";
import { type BrowseRequest, type ListRequest, visiblePage } from "./listing";
import { remove } from "./remove";
import { managedPath, usablePath } from "./storage-paths";

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
  access.usable(schema, "CREATE_VOLUME");
  const name = checkedName(request.name, "volume");
  const volume = volumeRef(`${schema.name}.${name}`);
  if (call.store.has(securables.volume, volume.name)) throw existsAlready(volume);
  const id = call.store.uuid();
  const info: VolumeInfo = {
    ...newBrowsable(call, name, access.metastoreId),
    ...request,
    name,
    full_name: volume.name,
    catalog_name: request.catalog_name.toLowerCase(),
    schema_name: request.schema_name.toLowerCase(),
    volume_id: id,
    storage_location: request.volume_type === "EXTERNAL" ? externalPath() : ownPath(),
  };
  return call.store.put(securables.volume, volume.name, info);

  function externalPath(): string {
    if (!request.storage_location) throw invalidParameter("An external volume needs a storage_location.");
    return usablePath(call, request.storage_location, "CREATE_EXTERNAL_VOLUME").path;
  }

  function ownPath(): string {
    if (request.storage_location) throw invalidParameter("A managed volume has no storage_location of its own.");
    return managedPath(access, schema, "volumes", id);
  }
};

const read: Behaviour<BrowseRequest & { name: string }> = ({ name, include_browse: browse }, call) =>
  Access.of(call).visible(volumeRef(name), "READ_VOLUME", browse);

const list: Behaviour<ListRequest & { catalog_name: string; schema_name: string }> = (request, call) => {
  const access = Access.of(call);
  const schema = schemaRef(`${request.catalog_name}.${request.schema_name}`);
  access.visible(schema, "USE_SCHEMA", true);
  const listed = { type: "volume", privilege: "READ_VOLUME", within: schema.name } as const;
  const { items, nextToken } = visiblePage(call, access, listed, request);
  return { volumes: items, next_page_token: nextToken };
};

const update: Behaviour<SecurableChange & { name: string; comment?: string }> = ({ name, ...request }, call) =>
  change(call, volumeRef(name), request);

const deletion: Behaviour<{ name: string }> = ({ name }, call) => {
  Access.of(call).managed(volumeRef(name));
  remove(call.store, volumeRef(name));
  return undefined;
};

export const volumesService: Service = {
  "catalog.Volumes.Create": create,
  "catalog.Volumes.Read": read,
  "catalog.Volumes.List": list,
  "catalog.Volumes.Update": update,
  "catalog.Volumes.Delete": deletion,
};
