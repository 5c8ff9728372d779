import type { ServiceModule } from "../../control-plane";
import { databaseCatalogsService } from "./catalogs";
import { databaseInstances } from "./instance";
import { instancesService } from "./instances";
import { onlineStoresService } from "./online-stores";
import { publishedTablesService } from "./published-tables";
import { syncedTablesService } from "./synced-tables";

/** Postgres beside the lakehouse: database instances, the tables synced to them, online feature stores. */
export const databasesModule: ServiceModule = {
  behaviours: {
    ...instancesService,
    ...databaseCatalogsService,
    ...syncedTablesService,
    ...onlineStoresService,
    ...publishedTablesService,
  },
  keeps: [databaseInstances],
};
