import type { ProgramInput } from "./program/program-input";
import { type BenchmarkResource, isReference, type Value } from "./resource-set";

/** The part of `terraform providers schema -json` that says how arguments are called and nested. */
export interface TerraformBlock {
  /** `type` is a name such as `number`, or a list that begins with one. */
  attributes?: Record<string, { type?: unknown; nested_type?: TerraformBlock }>;
  block_types?: Record<string, { block: TerraformBlock }>;
}

export type TerraformSchemas = Record<string, { block: TerraformBlock }>;

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** The same resources as a `main.tf.json`. */
export function terraformConfiguration(input: ProgramInput, schemas: TerraformSchemas): { [name: string]: Json } {
  const addresses = new Map(input.resources.map((resource) => [resource.name, addressOf(resource)]));
  const resources: { [type: string]: { [name: string]: Json } } = {};
  for (const resource of input.resources) {
    const type = terraformType(resource.type);
    const schema = schemas[type];
    if (!schema) throw new Error(`the provider for Terraform has no ${type}`);
    const body = argumentsOf(resource.inputs, schema.block, (value) => expression(value, addresses, input));
    resources[type] = {
      ...resources[type],
      [localName(resource.name)]: {
        ...body,
        ...(resource.provider === "account" && { provider: "databricks.account" }),
        ...(resource.dependsOn.length > 0 && {
          depends_on: resource.dependsOn.flatMap((on) => addresses.get(on) ?? []),
        }),
      },
    };
  }
  return {
    terraform: { required_providers: { databricks: { source: "databricks/databricks" } } },
    provider: {
      databricks: [{ host: input.workspace }, { alias: "account", host: input.account, account_id: input.accountId }],
    },
    resource: resources,
  };
}

type Expression = (value: Value) => Json;

function argumentsOf(inputs: { [name: string]: Value }, block: TerraformBlock, expression: Expression) {
  const members = Object.entries(inputs).map(([name, value]): [string, Json] => {
    const argument = argumentName(name, block);
    const nested = block.block_types?.[argument]?.block ?? block.attributes?.[argument]?.nested_type;
    return [argument, nested ? nestedValue(value, nested, expression) : expression(value)];
  });
  return Object.fromEntries(members);
}

function nestedValue(value: Value, block: TerraformBlock, expression: Expression): Json {
  if (Array.isArray(value)) return value.map((item) => nestedValue(item, block, expression));
  if (typeof value !== "object" || value === null || isReference(value)) return expression(value);
  return argumentsOf(value, block, expression);
}

/** `accessControls` → `access_control`: Pulumi's package has lists in the plural, Terraform repeats a block. */
function argumentName(name: string, { attributes = {}, block_types = {} }: TerraformBlock): string {
  const literal = snakeCase(name);
  const found = [literal, literal.replace(/s$/, ""), literal.replace(/ies$/, "y"), literal.replace(/es$/, "")].find(
    (candidate) => candidate in attributes || candidate in block_types,
  );
  if (found === undefined) throw new Error(`Terraform has no argument for ${name}`);
  return found;
}

function expression(value: Value, addresses: ReadonlyMap<string, string>, input: ProgramInput): Json {
  if (Array.isArray(value)) return value.map((item) => expression(item, addresses, input));
  if (typeof value === "string") return value.replaceAll("${", "$${").replaceAll("%{", "%%{");
  if (typeof value !== "object" || value === null) return value;
  if (!isReference(value)) {
    const members = Object.entries(value).map(([name, member]) => [name, expression(member, addresses, input)]);
    return Object.fromEntries(members) as Json;
  }
  if ("$workspaceId" in value) return value.$workspaceId.numeric ? Number(input.workspaceId) : input.workspaceId;
  if ("$joined" in value) return value.$joined.map((part) => expression(part, addresses, input)).join("");
  const { output, resource } = value.$reference;
  return `\${${addresses.get(resource)}.${snakeCase(output)}}`;
}

const addressOf = ({ name, type }: BenchmarkResource): string => `${terraformType(type)}.${localName(name)}`;

export const localName = (name: string): string => name.replace(/[^\w]/g, "_");

/** `databricks:index/mwsNccBinding:MwsNccBinding` → `databricks_mws_ncc_binding`. */
const terraformType = (token: string): string =>
  `databricks_${snakeCase(token.slice(token.indexOf("/") + 1, token.lastIndexOf(":")))}`;

export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
