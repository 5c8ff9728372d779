import type { Service } from "../../control-plane";
import { catalogsService } from "./catalogs";
import { externalLocationsService } from "./external-locations";
import { metastoresService } from "./metastores";
import { permissionsService } from "./permissions";
import { schemasService } from "./schemas";
import { storageCredentialsService } from "./storage-credentials";
import { volumesService } from "./volumes";
import { workspaceBindingsService } from "./workspace-bindings";

export { seedMetastore as seedUnityCatalog } from "./metastores";

/** Unity Catalog, as each workspace shows it. */
export const unityCatalogService: Service = {
  ...metastoresService,
  ...storageCredentialsService,
  ...externalLocationsService,
  ...catalogsService,
  ...schemasService,
  ...volumesService,
  ...permissionsService,
  ...workspaceBindingsService,
};
