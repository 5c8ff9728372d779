import { securityRules } from "./security-rules";

const destinations = (privateControlPlane: boolean): string[] =>
  securityRules({ privateControlPlane })
    .filter(({ direction }) => direction === "Outbound")
    .map(({ destinationAddressPrefix }) => destinationAddressPrefix);

describe("the rules that Azure Databricks asks for", () => {
  it("let clusters reach the control plane's public address, unless it is reached privately", () => {
    expect(destinations(false)).toEqual(["VirtualNetwork", "Sql", "Storage", "EventHub", "AzureDatabricks"]);
    expect(destinations(true)).toEqual(["VirtualNetwork", "Sql", "Storage", "EventHub"]);
  });

  it("have a priority each within their direction, and one form of ports each", () => {
    const rules = securityRules({ privateControlPlane: false });
    const places = rules.map(({ direction, priority }) => `${direction} ${priority}`);
    expect(new Set(places).size).toBe(rules.length);
    for (const { destinationPortRange, destinationPortRanges } of rules) {
      expect([destinationPortRange, destinationPortRanges].filter((ports) => ports !== undefined)).toHaveLength(1);
    }
  });

  it("carry the names that Azure Databricks gives them, so that it adds none", () => {
    for (const { name } of securityRules({ privateControlPlane: false })) {
      expect(name).toMatch(/^Microsoft\.Databricks-workspaces_UseOnly_databricks-worker-to-[a-z-]+$/);
    }
  });
});
