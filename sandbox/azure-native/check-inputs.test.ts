import { checkInputs } from "./check-inputs";
import { declarations } from "./declarations";
import { UNKNOWN } from "./pulumi-values";

const inputsOf = (token: string) => declarations.resources[token]?.inputs ?? {};
const workspace = inputsOf("azure-native:databricks:Workspace");
const network = inputsOf("azure-native:network:VirtualNetwork");

describe("inputs are held against what the npm package declares", () => {
  it("and pass when they are right, known or not", () => {
    const parameters = { enableNoPublicIp: { value: true }, customVirtualNetworkId: { value: UNKNOWN } };
    expect(checkInputs({ resourceGroupName: UNKNOWN, sku: { name: "premium" }, parameters }, workspace)).toEqual([]);
  });

  it("and a property that there is not fails, with its path and the nearest name", () => {
    const subnets = [{ name: "a", addresPrefix: "10.0.0.0/24" }];
    expect(checkInputs({ resourceGroupName: "rg", subnets }, network)).toEqual([
      {
        property: "subnets[0].addresPrefix",
        reason: 'unexpected property "subnets[0].addresPrefix"; did you mean "addressPrefix"?',
      },
    ]);
  });

  it("and a missing one fails, at the top and inside", () => {
    expect(checkInputs({ sku: {} }, workspace).map(({ reason }) => reason)).toEqual([
      'missing required property "sku.name"',
      'missing required property "resourceGroupName"',
    ]);
  });

  it("and a wrong type fails without showing the value", () => {
    const failures = checkInputs({ resourceGroupName: 7, tags: ["hush-hush"], sku: { name: true } }, workspace);
    expect(failures.map(({ reason }) => reason)).toEqual([
      '"resourceGroupName" must be a string, and is a number',
      '"tags" must be an object, and is a list',
      '"sku.name" must be a string, and is a boolean',
    ]);
  });
});
