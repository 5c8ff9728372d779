import type { JsonObject } from "../catalogue/json";
import { declarations } from "./declarations";
import { importedInputs, liveInputs } from "./live-inputs";

const live = (token: string, given: JsonObject, wire: JsonObject): JsonObject => {
  const { inputs, outputs } = declarations.resources[`azure-native:${token}`] ?? { inputs: {}, outputs: {} };
  return liveInputs(given, wire, inputs, outputs);
};

describe("what a refresh takes for the inputs of today", () => {
  it("is what was given, where Azure only fills in or writes differently", () => {
    const given = { location: "West Europe", kind: "StorageV2", networkRuleSet: { defaultAction: "Deny" } };
    const wire = {
      location: "westeurope",
      kind: "StorageV2",
      properties: { accessTier: "Hot", networkAcls: { defaultAction: "Deny", bypass: "AzureServices" } },
    };
    expect(live("storage:StorageAccount", given, wire)).toEqual(given);
  });

  it("is Azure's value, where that is another", () => {
    const given = { tags: { a: "1", b: "2" }, minimumTlsVersion: "TLS1_2" };
    const wire = { tags: { a: "1", c: "3" }, properties: { minimumTlsVersion: "TLS1_0" } };
    expect(live("storage:StorageAccount", given, wire)).toEqual({
      tags: { a: "1", c: "3" },
      minimumTlsVersion: "TLS1_0",
    });
  });

  it("lacks what was taken away", () => {
    expect(live("storage:StorageAccount", { tags: { a: "1" } }, { properties: {} })).toEqual({});
  });

  it("keeps what Azure takes and never gives back", () => {
    const given = { properties: { tenantId: "t", createMode: "recover" } };
    expect(live("keyvault:Vault", given, { properties: { tenantId: "t" } })).toEqual(given);
    const parameters = { token: { type: "SecureString", value: "hush" } };
    const wire = { properties: { parameters: { token: { type: "SecureString" } } } };
    expect(live("logic:Workflow", { parameters }, wire)).toEqual({ parameters });
  });

  it("tells items of a list by their names, whatever their order", () => {
    const rule = (name: string, priority: number) => ({ name, priority, access: "Allow" });
    const wire = (...rules: { name: string; priority: number; access: string }[]) => ({
      properties: {
        securityRules: rules.map(({ name, ...properties }) => ({ name, id: `/${name}`, properties })),
      },
    });
    const given = { securityRules: [rule("a", 100), rule("b", 200)] };
    expect(live("network:NetworkSecurityGroup", given, wire(rule("b", 200), rule("a", 100)))).toEqual(given);
    expect(live("network:NetworkSecurityGroup", given, wire(rule("b", 300), rule("c", 400)))).toEqual({
      securityRules: [rule("b", 300), { ...rule("c", 400) }],
    });
  });

  it("reads the identities of a resource from the members of an object", () => {
    const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";
    const identity = { type: "UserAssigned", userAssignedIdentities: [id] };
    const wire = {
      identity: { type: "UserAssigned", userAssignedIdentities: { [id.toLowerCase()]: { clientId: "c" } } },
    };
    expect(live("logic:Workflow", { identity }, wire)).toEqual({ identity });
  });
});

test("an import takes every input that Azure has a value for, where the program would write it", () => {
  const { inputs } = declarations.resources["azure-native:storage:StorageAccount"] ?? { inputs: {} };
  const wire = {
    id: "/x",
    type: "t",
    location: "westeurope",
    properties: { supportsHttpsTrafficOnly: true, creationTime: "2026-01-01" },
  };
  expect(importedInputs(wire, inputs)).toEqual({ location: "westeurope", enableHttpsTrafficOnly: true });
});
