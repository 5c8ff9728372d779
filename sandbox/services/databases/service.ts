import type { Service } from "../../control-plane";
import { instancesService } from "./instances";
import { onlineStoresService } from "./online-stores";
import { publishedTablesService } from "./published-tables";
import { syncedTablesService } from "./synced-tables";

export { forgetWorkspaceDatabases } from "./instance";

/** Postgres beside the lakehouse: database instances, the tables synced to them, online feature stores. */
export const databasesService: Service = {
  ...instancesService,
  ...syncedTablesService,
  ...onlineStoresService,
  ...publishedTablesService,
};
