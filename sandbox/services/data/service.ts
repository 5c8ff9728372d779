import type { ServiceModule } from "../../control-plane";
import { lineageService } from "./lineage";

/** What Spark does with data, as Unity Catalog knows it. */
export const dataModule: ServiceModule = { behaviours: { ...lineageService } };
