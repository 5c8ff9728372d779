import type { ServiceModule } from "../../control-plane";
import { parts } from "./part";
import { partsService } from "./parts";

/** Postgres projects with their branches, endpoints, roles and databases, as they were declared. */
export const postgresModule: ServiceModule = { behaviours: partsService, keeps: [parts] };
