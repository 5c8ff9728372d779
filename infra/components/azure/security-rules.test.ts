import { securityRules } from "./security-rules";

describe("the rules that Azure Databricks asks for", () => {
  it("let clusters reach what Databricks has them reach", () => {
    const outbound = securityRules().filter(({ direction }) => direction === "Outbound");
    expect(outbound.map(({ destinationAddressPrefix }) => destinationAddressPrefix)).toEqual([
      "VirtualNetwork",
      "Sql",
      "Storage",
      "EventHub",
      "AzureDatabricks",
    ]);
  });

  it("have a priority each within their direction, and one form of ports each", () => {
    const rules = securityRules();
    const places = rules.map(({ direction, priority }) => `${direction} ${priority}`);
    expect(new Set(places).size).toBe(rules.length);
    for (const { destinationPortRange, destinationPortRanges } of rules) {
      expect([destinationPortRange, destinationPortRanges].filter((ports) => ports !== undefined)).toHaveLength(1);
    }
  });

  it("carry the names that Azure Databricks gives them, so that it adds none", () => {
    for (const { name } of securityRules()) {
      expect(name).toMatch(/^Microsoft\.Databricks-workspaces_UseOnly_databricks-worker-to-[a-z-]+$/);
    }
  });
});
