import type { Service, Services } from "../control-plane";
import { accountService } from "./account";
import { armService, seedArm } from "./arm";
import { dashboardsService } from "./dashboards";
import { databasesService } from "./databases";
import { experimentsService } from "./experiments";
import { filesService } from "./files";
import { admit, identityService } from "./identity";
import { jobsAndRunsService } from "./jobs";
import { qualityMonitorsService } from "./quality-monitors";
import { servingService } from "./serving";
import { sqlService } from "./sql";
import { seedUnityCatalog, unityCatalogService } from "./unity-catalog";
import { personalTokenHolder, workspaceService } from "./workspace";

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
