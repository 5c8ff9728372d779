import type { ServiceModule } from "../../control-plane";
import { models, modelVersions } from "./model";
import { modelsService } from "./models";
import { versionsService } from "./versions";

/** The workspace's own model registry: models in no catalog, whose versions go through stages. */
export const modelRegistryModule: ServiceModule = {
  behaviours: { ...modelsService, ...versionsService },
  keeps: [models, modelVersions],
};
