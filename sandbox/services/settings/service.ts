import type { ServiceModule } from "../../control-plane";
import { etaggedSettingsService, workspaceSettingValues } from "./etagged-settings";
import { globalInitScripts, globalInitScriptsService } from "./global-init-scripts";
import { tagPoliciesService } from "./tag-policies";

/** What administrators set for a whole workspace, or the account, besides what other services have. */
export const settingsModule: ServiceModule = {
  behaviours: {
    ...etaggedSettingsService,
    ...globalInitScriptsService,
    ...tagPoliciesService,
  },
  keeps: [workspaceSettingValues, globalInitScripts],
};
