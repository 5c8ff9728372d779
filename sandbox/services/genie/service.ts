import type { ServiceModule } from "../../control-plane";
import { furnishing } from "../workspace/furnishing";
import { genieSpaces, genieSpacesService } from "./spaces";

/** Genie spaces, as they were declared. */
export const genieModule: ServiceModule = { behaviours: furnishing(genieSpacesService), keeps: [genieSpaces] };
