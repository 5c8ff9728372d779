import type { Service, Services } from "../control-plane";
import { accountService } from "./account/service";
import { armService, seedArm } from "./arm/service";
import { dashboardsService } from "./dashboards/service";
import { databasesService } from "./databases/service";
import { experimentsService } from "./experiments/service";
import { filesService } from "./files/service";
import { admit, identityService } from "./identity/service";
import { jobsAndRunsService } from "./jobs/service";
import { qualityMonitorsService } from "./quality-monitors/service";
import { servingService } from "./serving/service";
import { sqlService } from "./sql/service";
import { seedUnityCatalog, unityCatalogService } from "./unity-catalog/service";
import { personalTokenHolder, workspaceService } from "./workspace/service";

const all: Service = {
  ...accountService,
  ...armService,
  ...dashboardsService,
  ...databasesService,
  ...experimentsService,
  ...filesService,
  ...identityService,
  ...jobsAndRunsService,
  ...qualityMonitorsService,
  ...servingService,
  ...sqlService,
  ...unityCatalogService,
  ...workspaceService,
};

/** Every behaviour that the sandbox has, with what they need from the seed. */
export const services: Services = {
  service: all,
  admit,
  tokenHolder: (store, plane, token) =>
    plane.kind === "workspace" ? personalTokenHolder(store, plane.workspaceId, token) : undefined,
  seed(store, seed, ids) {
    seedArm(store, seed, ids);
    seedUnityCatalog(store, seed, ids);
  },
};
