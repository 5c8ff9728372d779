import type { ServiceModule } from "../../control-plane";
import { apps } from "./app";
import { appsService } from "./apps";

/** Apps, as they were declared. Nothing serves them. */
export const appsModule: ServiceModule = { behaviours: appsService, keeps: [apps] };
