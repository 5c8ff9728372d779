import { declaredBy } from "../../testing/declared-resources";
import { ServingEndpoint, type ServingEndpointArgs, settingsMark } from "./serving-endpoint";

const given: ServingEndpointArgs = {
  endpointName: "delay",
  description: "Delays.",
  model: "prod.delay.delay",
  served: [
    { name: "champion", version: "3" },
    { name: "challenger", version: "4" },
  ],
  traffic: { champion: 80, challenger: 20 },
  workloadSize: "Small",
  workloadType: "CPU",
  scaleToZero: false,
  rateLimits: [],
  usageTracking: true,
  budgetPolicyId: "policy",
  notifyOnFailure: [],
  access: [],
  tags: {},
};

const endpoint = async (change: Partial<ServingEndpointArgs> = {}) =>
  (await declaredBy(() => new ServingEndpoint("endpoint", { ...given, ...change }))).named("endpoint").inputs as {
    aiGateway: object;
    config: { trafficConfig: { routes: { servedModelName: string; trafficPercentage: number }[] } };
    tags: { key: string; value: string }[];
  };

describe("traffic", () => {
  const shares = async (change: Partial<ServingEndpointArgs>) =>
    (await endpoint(change)).config.trafficConfig.routes.map((route) => [
      route.servedModelName,
      route.trafficPercentage,
    ]);

  it("is split as asked where both are served", async () => {
    expect(await shares({})).toEqual([
      ["champion", 80],
      ["challenger", 20],
    ]);
  });

  it("of an absent Challenger is the Champion's", async () => {
    expect(await shares({ served: [{ name: "champion", version: "3" }] })).toEqual([["champion", 100]]);
  });
});

describe("the mark of an endpoint's settings", () => {
  it("does not change with the versions that are served", () => {
    const later = { ...given, served: given.served.map(({ name }) => ({ name, version: "9" })) };
    expect(settingsMark(later)).toBe(settingsMark(given));
  });

  it.each([
    ["its size", { workloadSize: "Large" }],
    ["its machines", { workloadType: "GPU_SMALL" }],
    ["whether it stops", { scaleToZero: true }],
    ["the split", { traffic: { champion: 50, challenger: 50 } }],
    ["who is served", { served: [{ name: "champion", version: "3" }] }],
  ])("changes with %s", (_, change) => {
    expect(settingsMark({ ...given, ...change })).not.toBe(settingsMark(given));
  });

  it("is kept as a tag", async () => {
    expect((await endpoint()).tags).toContainEqual({ key: "lakestage-settings", value: settingsMark(given) });
  });
});

describe("the AI gateway", () => {
  it("keeps requests and limits callers where that is asked for", async () => {
    const gateway = await endpoint({
      inferenceTable: { catalogName: "prod", schemaName: "delay", prefix: "delay_requests" },
      rateLimits: [{ key: "user", callsPerMinute: 60 }],
    });
    expect(gateway.aiGateway).toEqual({
      usageTrackingConfig: { enabled: true },
      inferenceTableConfig: {
        enabled: true,
        catalogName: "prod",
        schemaName: "delay",
        tableNamePrefix: "delay_requests",
      },
      rateLimits: [{ key: "user", calls: 60, renewalPeriod: "minute" }],
    });
  });
});
