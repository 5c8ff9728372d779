import { join } from "node:path";
import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { append, type Change, planted, set } from "../cases/planted";

const vault = "azure-native:keyvault:Vault";
const grants = "databricks:index/grants:Grants";

let platform: DeclaredStack;

beforeAll(async () => {
  const [stack] = await declareEstate(join(__dirname, "../.."), ["dev.platform"]);
  if (!stack) throw new Error("dev.platform is not declared");
  platform = stack;
}, 60_000);

const inputsOf = (stack: DeclaredStack, { name, type }: Change) =>
  stack.resources.find((resource) => resource.type === type && resource.name === name)?.inputs;

describe("a change to a declared resource", () => {
  it("sets values by their path, in a copy", () => {
    const change = set(vault, "key-vault-vault", { "properties.tenantId": "another", vaultName: "other" });
    expect(inputsOf(planted(platform, [change]), change)).toMatchObject({
      vaultName: "other",
      properties: { tenantId: "another", enableRbacAuthorization: true },
    });
    expect(inputsOf(platform, change)?.vaultName).not.toBe("other");
  });

  it("takes a property away", () => {
    const change = set(vault, "key-vault-vault", { properties: undefined });
    const { properties, ...others } = inputsOf(platform, change) ?? {};
    expect(properties).toBeDefined();
    expect(inputsOf(planted(platform, [change]), change)).toEqual(others);
  });

  it("adds to a list", () => {
    const more = { principal: "analysts", privileges: ["BROWSE"] };
    const change = append(grants, "unity-catalog-catalog-grants", "grants", more);
    expect(inputsOf(platform, change)?.grants).not.toContainEqual(more);
    expect(inputsOf(planted(platform, [change]), change)?.grants).toContainEqual(more);
  });

  it.each([
    [set(vault, "vault", { vaultName: "other" }), `dev.platform declares no ${vault} "vault"`],
    [set(grants, "unity-catalog-catalog-grants", { "grants[99].principal": "a" }), "no 99 on the way to grants[99]"],
    [append(vault, "key-vault-vault", "properties.accessPolicies"), "has no list properties.accessPolicies"],
  ])("fails where the resource, or what holds the value, is gone", (change, message) => {
    expect(() => planted(platform, [change])).toThrow(message);
  });
});
