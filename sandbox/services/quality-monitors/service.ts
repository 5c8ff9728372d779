import type { ServiceModule } from "../../control-plane";
import { dataQualityService } from "./data-quality";
import { monitorsOfWorkspaces } from "./monitor";
import { monitorsService } from "./monitors";
import { refreshesService } from "./refreshes";

/** Monitors of the quality of tables, and of what models predict. */
export const qualityMonitorsModule: ServiceModule = {
  behaviours: {
    ...dataQualityService,
    ...monitorsService,
    ...refreshesService,
  },
  keeps: [monitorsOfWorkspaces],
};
