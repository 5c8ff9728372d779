import type { Service, Services } from "../control-plane";
import { accountService } from "./account";
import { armService, seedArm } from "./arm";
import { admit, identityService } from "./identity";
import { seedUnityCatalog, unityCatalogService } from "./unity-catalog";
import { personalTokenHolder, workspaceService } from "./workspace";

const all: Service = {
  ...accountService,
  ...armService,
  ...identityService,
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
