import { STUB_TOKEN } from "../../databricks-client/testing/databricks-stub";
import { type Deployment, readDeployment } from "../engine/deployment";
import type { RunningPlace } from "../targets/running-place";

/** The model of the project that is deployed here. */
export const MODEL = "dev.flight_delay.flight_delay";

/** Ids of its jobs. */
export const TRAINING = 11;
export const FEATURES = 12;

/** A place with one project, `dev.flight-delay`, deployed into the workspace at this address. */
export function deployedProject(workspaceUrl: string): RunningPlace {
  const states: Record<string, Deployment> = {
    "dev.platform": stack({ workspaceUrl, catalog: "dev" }, []),
    dev: stack({ warehouseId: "w1" }, []),
    "dev.flight-delay": stack({}, [
      resource("databricks:index/job:Job", "training", String(TRAINING), { name: "flight-delay-training" }),
      resource("databricks:index/job:Job", "features", String(FEATURES), { name: "flight-delay-features" }),
      resource("databricks:index/registeredModel:RegisteredModel", "model", MODEL, {}),
      resource("databricks:index/schema:Schema", "schema", "dev.flight_delay", {}),
      resource("databricks:index/modelServing:ModelServing", "endpoint", "flight-delay", {
        name: "flight-delay",
        config: { servedEntities: [{ name: "champion", entityName: MODEL }] },
      }),
    ]),
  };
  return { name: "sandbox", token: STUB_TOKEN, deployment: async (name) => states[name] };
}

function stack(outputs: object, resources: object[]): Deployment {
  const root = { urn: "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s", type: "pulumi:pulumi:Stack", outputs };
  return readDeployment(JSON.stringify({ version: 3, deployment: { resources: [root, ...resources] } }));
}

const resource = (type: string, name: string, id: string, outputs: object): object => ({
  urn: `urn:pulumi:s::p::lakestage:ml:X$${type}::${name}`,
  type,
  id,
  custom: true,
  outputs,
});
