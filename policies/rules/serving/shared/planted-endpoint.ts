import { type Change, edit, set, type Writable } from "../../../cases/planted";
import type { Endpoint } from "./endpoint-parts";

const ENDPOINT = "databricks:index/modelServing:ModelServing";

type Writing = Writable<Endpoint>;

/** The declared endpoint with other values. */
export const endpoint = (values: Partial<Writing>): Change => set(ENDPOINT, "endpoint", values);

/** The declared endpoint whose gateway is set otherwise. */
export const gateway = (values: Partial<NonNullable<Writing["aiGateway"]>>): Change =>
  edit(ENDPOINT, "endpoint", (inputs) => {
    inputs.aiGateway = { ...inputs.aiGateway, ...values };
  });

/** The declared endpoint, whose second served version has other values. */
export const challenger = (
  values: Partial<NonNullable<NonNullable<Writing["config"]>["servedEntities"]>[number]>,
): Change =>
  edit(ENDPOINT, "endpoint", ({ config }) => {
    const second = config?.servedEntities?.[1];
    if (!second) throw new Error("the declared endpoint serves one version only");
    Object.assign(second, values);
  });

/** The declared endpoint with other traffic: percentages by served name. */
export const traffic = (percentages: Record<string, number>): Change =>
  set(ENDPOINT, "endpoint", {
    "config.trafficConfig.routes": Object.entries(percentages).map(([servedModelName, trafficPercentage]) => ({
      servedModelName,
      trafficPercentage,
    })),
  });
