import type { Service } from "../../control-plane";
import { dataQualityService } from "./data-quality";
import { monitorsService } from "./monitors";
import { refreshesService } from "./refreshes";

export { forgetWorkspaceMonitors } from "./monitor";

/** Monitors of the quality of tables, and of what models predict. */
export const qualityMonitorsService: Service = {
  ...dataQualityService,
  ...monitorsService,
  ...refreshesService,
};
