import { requireLevel } from "../../authority/objects/access-lists";
import { Access } from "../../authority/unity-catalog/access";
import { catalogRef, securables } from "../../authority/unity-catalog/securables";
import {
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  type Service,
  workspaceIdOf,
} from "../../control-plane";
import { createOnlineCatalog, deleteCatalog } from "../unity-catalog/catalogs";
import { type DatabaseCatalog, databaseCatalogs, databasesOf } from "./database-catalog";
import { databaseInstances, instanceRef, stateAt } from "./instance";

interface GivenCatalog {
  name: string;
  database_instance_name: string;
  database_name: string;
  create_database_if_not_exists?: boolean;
}

const shown = ({ uid, instanceName, databaseName }: DatabaseCatalog, name: string): object => ({
  name,
  database_instance_name: instanceName,
  database_name: databaseName,
  uid,
});

const create: Behaviour<{ catalog: GivenCatalog }> = ({ catalog: given }, call) => {
  const { name, database_instance_name: instanceName, database_name: databaseName } = given;
  const instance = databaseInstances.existing(call, instanceName);
  requireLevel(call, instanceRef(instanceName), "CAN_USE");
  if (stateAt(instance, call.store.now()) === "STOPPED") {
    throw invalidParameter(`Database instance '${instanceName}' is stopped: start it first.`);
  }
  if (!given.create_database_if_not_exists && !databasesOf(call, instance).has(databaseName)) {
    throw invalidParameter(
      `Database '${databaseName}' does not exist in instance '${instanceName}': set create_database_if_not_exists.`,
    );
  }
  const catalog = createOnlineCatalog(call, name);
  const document: DatabaseCatalog = {
    uid: call.store.uuid(),
    workspaceId: workspaceIdOf(call),
    instanceName,
    instanceUid: instance.uid,
    databaseName,
  };
  call.store.put(databaseCatalogs, catalog.name, document);
  return shown(document, catalog.name);
};

/** @throws ApiError 404 for a catalog that is none of a database. */
function existing(call: Call, name: string): DatabaseCatalog {
  const found = call.store.get(databaseCatalogs, name);
  if (!found) throw notFound(`Database catalog '${name}' does not exist.`);
  return found;
}

const get: Behaviour<{ name: string }> = ({ name: given }, call) => {
  const { name } = catalogRef(given);
  const found = existing(call, name);
  Access.of(call).visible(catalogRef(name), "USE_CATALOG");
  return shown(found, name);
};

const list: Behaviour<{ instance_name: string }> = ({ instance_name: instanceName }, call) => {
  const instance = databaseInstances.existing(call, instanceName);
  const access = Access.of(call);
  const found = call.store.list(databaseCatalogs).filter(({ key, value }) => {
    const info = value.instanceUid === instance.uid ? call.store.get(securables.catalog, key) : undefined;
    return info && access.shown(info, catalogRef(key), "USE_CATALOG");
  });
  return { database_catalogs: found.map(({ key, value }) => shown(value, key)) };
};

/** The databases that are known of. */
const listDatabases: Behaviour<{ instance_name: string }> = ({ instance_name: instanceName }, call) => {
  const instance = databaseInstances.existing(call, instanceName);
  requireLevel(call, instanceRef(instanceName), "CAN_USE");
  return { databases: [...databasesOf(call, instance)].sort().map((name) => ({ name, is_usable_by_customer: true })) };
};

const deletion: Behaviour<{ name: string }> = ({ name: given }, call) => {
  const { name } = catalogRef(given);
  existing(call, name);
  deleteCatalog(call, name, true);
  return undefined;
};

/** The service does not change these catalogs: it answers that it has not implemented that. */
export const databaseCatalogsService: Service = {
  "database.Database.CreateDatabaseCatalog": create,
  "database.Database.GetDatabaseCatalog": get,
  "database.Database.ListDatabaseCatalogs": list,
  "database.Database.DeleteDatabaseCatalog": deletion,
  "database.Database.ListDatabases": listDatabases,
};
