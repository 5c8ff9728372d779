import { type ArmType, armType, armTypeIn } from "../../sandbox/arm-types";
import type { Member, ValueType } from "../../sandbox/arm-types/arm-types";
import { elementType, type Properties } from "../../sandbox/azure-native/declaration";
import { declarations, propertiesOf } from "../../sandbox/azure-native/declarations";
import { resourceTypes } from "../../sandbox/azure-native/resource-types";
import { catalogue } from "../../sandbox/catalogue";

const TOKENS = Object.keys(resourceTypes);

/** What Azure publishes of a declared type, at the version that the npm package speaks. */
function publishedOf(token: string): ArmType {
  const { apiVersion, path } = declarations.resources[token] ?? { apiVersion: "", path: "" };
  const type = armType(armTypeIn(path) ?? "");
  if (type?.apiVersion === apiVersion) return type;
  throw new Error(`nothing is kept of ${token} at ${apiVersion}: run npx tsx scripts/arm-types.ts`);
}

/** A member at a dotted path from a type. */
function memberAt({ file }: ArmType, { type }: ValueType, path: string): Member | undefined {
  const [step = "", ...rest] = path.split(".");
  const members = file.objects[type];
  const member = members?.[step] ?? members?.["*"];
  if (rest.length === 0 || !member || member.type === "any") return member;
  return memberAt({ file } as ArmType, member, rest.join("."));
}

describe("what is kept of Azure's types", () => {
  it.each(TOKENS)("has every input of %s", (token) => {
    const published = publishedOf(token);
    const { inputs = {}, path = "" } = declarations.resources[token] ?? {};
    const seen = new Set<string>();
    const unknown: string[] = [];
    const look = (properties: Properties, type: ValueType, at: string): void => {
      for (const [name, { type: declared, wire = name }] of Object.entries(properties)) {
        if (at === "" && path.includes(`{${name}}`)) continue;
        const member = memberAt(published, type, wire);
        if (!member) unknown.push(at + wire);
        else lookInto(declared, member, `${at}${wire}.`);
      }
    };
    const lookInto = (declared: string, type: ValueType, at: string): void => {
      const contained = elementType(declared);
      if (contained) return lookInto(contained.element, type.of ?? type, at);
      const properties = propertiesOf(declared);
      if (!properties || type.type === "any" || seen.has(declared)) return;
      seen.add(declared);
      look(properties, type, at);
    };
    look(inputs, { type: published.body }, "");
    // The package's nested types are those of all versions of a namespace: a later one has it.
    expect(unknown.filter((each) => !each.endsWith(".serviceGateway"))).toEqual([]);
  });

  /** The API catalogue has an older version, or has it from the npm package, which says neither. */
  const DIFFERENT = new Set([
    "databricks:AccessConnector properties.referedBy",
    "databricks:Workspace properties.computeMode",
    "databricks:Workspace properties.isUcEnabled",
    "databricks:Workspace properties.managedResourceGroupId",
    "databricks:Workspace properties.parameters.amlWorkspaceId.type",
    "databricks:Workspace properties.parameters.enableNoPublicIp.type",
    "databricks:Workspace properties.parameters.encryption.type",
    "privatedns:PrivateZone systemData",
    "privatedns:VirtualNetworkLink systemData",
  ]);

  it.each(TOKENS)("requires and leaves to Azure what the API catalogue says of %s", (token) => {
    const published = publishedOf(token);
    const request = catalogue().operation(resourceTypes[token]?.put ?? "").request ?? "";
    const body = Object.values(catalogue().shape(request) ?? {}).find((field) => field.in === "body")?.type ?? "";
    const seen = new Set<string>();
    const different: string[] = [];
    const compare = (shape: string, type: ValueType, at: string): void => {
      const element = elementType(shape)?.element;
      if (element !== undefined) return compare(element, type.of ?? { type: "any" }, at);
      const fields = catalogue().shape(shape);
      if (!fields || type.type === "any" || seen.has(shape)) return;
      seen.add(shape);
      for (const [name, field] of Object.entries(fields)) {
        const member = published.file.objects[type.type]?.[name];
        const path = at === "" ? name : `${at}.${name}`;
        if (!member) continue;
        if (field.readOnly !== member.readOnly || (!member.readOnly && field.required !== member.required))
          different.push(`${token.replace("azure-native:", "")} ${path}`);
        compare(field.type, member, path);
      }
    };
    compare(body, { type: published.body }, "");
    expect(different.filter((each) => !DIFFERENT.has(each))).toEqual([]);
  });
});
