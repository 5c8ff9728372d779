import { admit } from "../authority/workspace/caller";
import type { ServiceModule, Services } from "../control-plane";
import { accountModule } from "./account/service";
import { appsModule } from "./apps/service";
import { seedArm } from "./arm/seeding";
import { armModule } from "./arm/service";
import { computeModule } from "./compute/service";
import { dashboardsModule } from "./dashboards/service";
import { dataModule } from "./data/service";
import { databasesModule } from "./databases/service";
import { experimentsModule } from "./experiments/service";
import { filesModule } from "./files/service";
import { genieModule } from "./genie/service";
import { identityModule } from "./identity/service";
import { messagesIn } from "./jobs/notifications/outbox";
import { taskTokenHolder } from "./jobs/runs/task-tokens";
import { jobsModule } from "./jobs/service";
import { modelRegistryModule } from "./model-registry/service";
import { pipelinesModule } from "./pipelines/service";
import { postgresModule } from "./postgres/service";
import { qualityMonitorsModule } from "./quality-monitors/service";
import { servingModule } from "./serving/service";
import { settingsModule } from "./settings/service";
import { alertTokenHolder } from "./sql/alert-tokens";
import { sqlModule } from "./sql/service";
import { bringSystemCatalogs, seedMetastore } from "./unity-catalog/metastores";
import { unityCatalogModule } from "./unity-catalog/service";
import { vectorSearchModule } from "./vector-search/service";
import { personalTokenHolder } from "./workspace/personal-tokens";
import { rekeySecrets } from "./workspace/secret";
import { workspaceModule } from "./workspace/service";

const modules: readonly ServiceModule[] = [
  accountModule,
  appsModule,
  armModule,
  computeModule,
  dashboardsModule,
  dataModule,
  databasesModule,
  experimentsModule,
  filesModule,
  genieModule,
  identityModule,
  jobsModule,
  modelRegistryModule,
  pipelinesModule,
  postgresModule,
  qualityMonitorsModule,
  servingModule,
  settingsModule,
  sqlModule,
  unityCatalogModule,
  vectorSearchModule,
  workspaceModule,
];

/** Every behaviour that the sandbox has, with what they need from the seed. */
export const services: Services = {
  service: Object.fromEntries(modules.flatMap(({ behaviours }) => Object.entries(behaviours))),
  keeps: modules.flatMap(({ keeps = [] }) => keeps),
  admit,
  tokenHolder: (store, plane, token) =>
    plane.kind === "workspace"
      ? (personalTokenHolder(store, plane.workspaceId, token) ??
        taskTokenHolder(store, plane.workspaceId, token) ??
        alertTokenHolder(store, plane.workspaceId, token))
      : undefined,
  seed(store, seed, ids) {
    seedArm(store, seed, ids);
    seedMetastore(store, seed, ids);
  },
  views: { notifications: messagesIn },
  upgrade(store) {
    rekeySecrets(store);
    bringSystemCatalogs(store);
  },
};
