import { readConfiguration } from "./configuration";

const environment = {
  LAKESTAGE_ARM_ENDPOINT: "http://127.0.0.1:7401",
  LAKESTAGE_ARM_TOKEN: "t",
  ARM_SUBSCRIPTION_ID: "from-environment",
};

describe("the provider's configuration", () => {
  it("is Pulumi's first, and the environment's where that says nothing", () => {
    expect(readConfiguration({}, environment).subscriptionId).toBe("from-environment");
    expect(readConfiguration({ subscriptionId: "from-pulumi" }, environment).subscriptionId).toBe("from-pulumi");
  });

  it.each(["LAKESTAGE_ARM_ENDPOINT", "LAKESTAGE_ARM_TOKEN", "ARM_SUBSCRIPTION_ID"])(
    "says what to do without %s",
    (name) => {
      expect(() => readConfiguration({}, { ...environment, [name]: undefined })).toThrow(name);
    },
  );

  it.each(["https://management.azure.com", "http://10.0.0.1:80", "nowhere"])("refuses the address %s", (address) => {
    expect(() => readConfiguration({}, { ...environment, LAKESTAGE_ARM_ENDPOINT: address })).toThrow(
      "no loopback address",
    );
  });
});
