import { bindingsOfWorkspaces } from "../../authority/unity-catalog/bindings";
import type { ServiceModule } from "../../control-plane";
import { artifactAllowlistsService } from "./artifact-allowlists";
import { catalogsService } from "./catalogs";
import { connectionsService } from "./connections";
import { credentialsService } from "./credentials";
import { emptyListsService } from "./empty-lists";
import { externalLocationsService } from "./external-locations";
import { metastoresService } from "./metastores";
import { mlflowModelVersionsService } from "./mlflow-model-versions";
import { mlflowModelsService } from "./mlflow-models";
import { modelAliasesService } from "./model-aliases";
import { modelVersionsService } from "./model-versions";
import { permissionsService } from "./permissions";
import { promptsService } from "./prompts";
import { recipientsService } from "./recipients";
import { registeredModelsService } from "./registered-models";
import { schemasService } from "./schemas";
import { sharesService } from "./shares";
import { storageCredentialsService } from "./storage-credentials";
import { systemSchemasService } from "./system-schemas";
import { tableConstraintsService } from "./table-constraints";
import { tablesService } from "./tables";
import { volumesService } from "./volumes";
import { workspaceBindingsService } from "./workspace-bindings";

/** Unity Catalog, as each workspace shows it. */
export const unityCatalogModule: ServiceModule = {
  behaviours: {
    ...metastoresService,
    ...storageCredentialsService,
    ...credentialsService,
    ...externalLocationsService,
    ...connectionsService,
    ...sharesService,
    ...recipientsService,
    ...catalogsService,
    ...schemasService,
    ...tablesService,
    ...tableConstraintsService,
    ...volumesService,
    ...registeredModelsService,
    ...modelAliasesService,
    ...modelVersionsService,
    ...mlflowModelsService,
    ...mlflowModelVersionsService,
    ...emptyListsService,
    ...promptsService,
    ...systemSchemasService,
    ...artifactAllowlistsService,
    ...permissionsService,
    ...workspaceBindingsService,
  },
  keeps: [bindingsOfWorkspaces],
};
