import { suggestion } from "../../wording/nearest";
import type { JsonObject } from "../catalogue/json";
import type { ArmClient, Target } from "./arm-client";
import { ArmError } from "./arm-error";
import { automaticName } from "./autonaming";
import { checkInputs, type InputFailure } from "./check-inputs";
import type { Configuration } from "./configuration";
import { pathParameters, type ResourceDeclaration } from "./declaration";
import { declarations } from "./declarations";
import { sameValue } from "./equality";
import { type Difference, differenceOf } from "./input-difference";
import { importedInputs, liveInputs } from "./live-inputs";
import { previewOutputs } from "./preview-outputs";
import { hasUnknown } from "./pulumi-values";
import { nameParameter, parseResourceId, resourceId } from "./resource-id";
import { type ResourceType, resourceTypes } from "./resource-types";
import { fromWire, readAt, setAt, toWire } from "./wire-format";

/** A resource as Pulumi keeps it. */
export interface ResourceState {
  /** ARM resource id. */
  id: string;
  outputs: JsonObject;
}

export interface ReadState extends ResourceState {
  inputs: JsonObject;
}

export interface CheckRequest {
  token: string;
  /** The resource's name in the program. */
  name: string;
  oldInputs: JsonObject;
  newInputs: JsonObject;
  randomSeed: Uint8Array;
}

export interface UpdateRequest {
  token: string;
  id: string;
  inputs: JsonObject;
  oldOutputs: JsonObject;
  preview: boolean;
  /** Milliseconds. Default: one hour. */
  timeout?: number;
}

/** What a provider asks of Azure Resource Manager. */
export type Arm = Pick<ArmClient, "get" | "put" | "delete">;

/** What the resource types have in common: everything. Values are plain here: no secret is wrapped. */
export class AzureNativeProvider {
  constructor(
    private readonly configuration: Pick<Configuration, "subscriptionId" | "location">,
    private readonly arm: Arm,
  ) {}

  /** Fills in names and locations, and finds everything in the inputs that Azure would not take. */
  async check({ token, name, oldInputs, newInputs, randomSeed }: CheckRequest): Promise<{
    inputs: JsonObject;
    failures: InputFailure[];
  }> {
    const { declaration, type } = resource(token);
    const inputs = { ...newInputs };
    for (const [parameter, value] of Object.entries(type.fixed ?? {})) inputs[parameter] ??= value;
    const ownName = nameParameter(declaration.path);
    inputs[ownName] ??= oldInputs[ownName] ?? automaticName(name, type, randomSeed);
    if (declaration.inputs.location && !declaration.inputs.location.required) {
      inputs.location ??= oldInputs.location ?? (await this.defaultLocation(inputs));
    }
    const failures = checkInputs(inputs, declaration.inputs);
    for (const [parameter, value] of Object.entries(type.fixed ?? {})) {
      if (inputs[parameter] !== value)
        failures.push({ property: parameter, reason: `"${parameter}" must be "${value}"` });
    }
    return { inputs: defined(inputs), failures };
  }

  diff(token: string, oldInputs: JsonObject, newInputs: JsonObject): Difference & { deleteFirst: boolean } {
    const { declaration, type } = resource(token);
    const replacing = new Set([...pathParameters(declaration.path), ...(type.replacedBy ?? [])]);
    const difference = differenceOf(oldInputs, newInputs, replacing);
    const parameters = pathParameters(declaration.path);
    const sameId = parameters.every((parameter) =>
      sameValue(oldInputs[parameter] ?? null, newInputs[parameter] ?? null),
    );
    // Two resources can not have one id: the old one has to go first.
    return { ...difference, deleteFirst: difference.replacements.length > 0 && sameId };
  }

  async create(token: string, inputs: JsonObject, preview: boolean, timeout?: number): Promise<ResourceState> {
    const { declaration, type } = resource(token);
    if (preview) return { id: "", outputs: previewOutputs(inputs, declaration.outputs) };
    requireKnown(token, inputs);
    const target = this.target(declaration, inputs);
    const existing = await this.arm.get(target);
    const alwaysThere = type.onDelete !== undefined && "reset" in type.onDelete;
    // An update that was interrupted may have made the resource and not written it down: then it is as declared, and
    // is taken up. Anything else belongs to somebody.
    if (existing && !alwaysThere && !sameValue(this.live(declaration, inputs, existing), inputs)) {
      throw new ArmError(
        409,
        "AlreadyExists",
        `${target.id} already exists and is not as declared here. ` +
          "Import it with the resource option `import`, delete it, or give this resource another name.",
      );
    }
    return await this.put(target, declaration, type, inputs, existing, timeout);
  }

  async update({ token, id, inputs, oldOutputs, preview, timeout }: UpdateRequest): Promise<JsonObject> {
    const { declaration, type } = resource(token);
    if (preview) return previewOutputs(inputs, declaration.outputs, oldOutputs);
    requireKnown(token, inputs);
    const target = { id, apiVersion: declaration.apiVersion };
    const existing = type.kept ? await this.arm.get(target) : undefined;
    return (await this.put(target, declaration, type, inputs, existing, timeout)).outputs;
  }

  /** @param inputs as they were given; empty for an import. @returns undefined when there is no such resource. */
  async read(token: string, id: string, inputs: JsonObject): Promise<ReadState | undefined> {
    const { declaration } = resource(token);
    const values = parseResourceId(declaration.path, id);
    if (!values)
      throw new ArmError(400, "InvalidResourceId", `${id} is no id of ${token}: expected ${declaration.path}.`);
    const target = { id, apiVersion: declaration.apiVersion };
    const wire = await this.arm.get(target);
    if (!wire) return undefined;
    const { subscriptionId: _, ...path } = values;
    const imported = Object.keys(inputs).length === 0;
    const read = imported
      ? { ...importedInputs(wire, declaration.inputs), ...path }
      : this.live(declaration, inputs, wire);
    return { id, inputs: defined(read), outputs: outputsOf(declaration, wire) };
  }

  async delete(token: string, id: string, timeout?: number): Promise<void> {
    const { declaration, type } = resource(token);
    const target = { id, apiVersion: declaration.apiVersion };
    if (type.onDelete === undefined) return await this.arm.delete(target, timeout);
    if ("reset" in type.onDelete && (await this.arm.get(target)))
      await this.arm.put(target, type.onDelete.reset, timeout);
  }

  private async put(
    target: Target,
    declaration: ResourceDeclaration,
    type: ResourceType,
    inputs: JsonObject,
    existing: JsonObject | undefined,
    timeout: number | undefined,
  ): Promise<ResourceState> {
    const inPath = new Set(pathParameters(declaration.path));
    const inBody = Object.fromEntries(Object.entries(inputs).filter(([name]) => !inPath.has(name)));
    const body = toWire(inBody, declaration.inputs);
    for (const path of type.kept ?? []) {
      const kept = existing && readAt(existing, path);
      if (kept !== undefined && readAt(body, path) === undefined) setAt(body, path, kept);
    }
    const wire = await this.arm.put(target, body, timeout);
    const id = typeof wire.id === "string" ? wire.id : target.id;
    return { id, outputs: outputsOf(declaration, wire) };
  }

  private live(declaration: ResourceDeclaration, inputs: JsonObject, wire: JsonObject): JsonObject {
    const inPath = new Set(pathParameters(declaration.path));
    const path = Object.entries(inputs).filter(([name]) => inPath.has(name));
    const body = Object.fromEntries(Object.entries(inputs).filter(([name]) => !inPath.has(name)));
    return { ...liveInputs(body, wire, declaration.inputs, declaration.outputs), ...Object.fromEntries(path) };
  }

  private target({ path, apiVersion }: ResourceDeclaration, inputs: JsonObject): Target {
    return { id: resourceId(path, { ...inputs, subscriptionId: this.configuration.subscriptionId }), apiVersion };
  }

  /** The configured location, else the resource group's; undefined while that does not exist. */
  private async defaultLocation({ resourceGroupName }: JsonObject): Promise<string | undefined> {
    if (this.configuration.location) return this.configuration.location;
    const { declaration } = resource("azure-native:resources:ResourceGroup");
    if (typeof resourceGroupName !== "string" || hasUnknown(resourceGroupName)) return undefined;
    const group = await this.arm.get(this.target(declaration, { resourceGroupName }));
    return typeof group?.location === "string" ? group.location : undefined;
  }
}

function resource(token: string): { declaration: ResourceDeclaration; type: ResourceType } {
  const declaration = declarations.resources[token];
  const type = resourceTypes[token];
  if (!declaration || !type) {
    throw new ArmError(
      501,
      "NotInSandbox",
      `The sandbox does not have ${token}${suggestion(token, Object.keys(resourceTypes))}. ` +
        "Its resource types are listed in sandbox/azure-native/resource-types.ts; Azure itself has them all.",
    );
  }
  return { declaration, type };
}

function outputsOf({ outputs, apiVersion }: ResourceDeclaration, wire: JsonObject): JsonObject {
  return { ...fromWire(wire, outputs), azureApiVersion: apiVersion };
}

function requireKnown(token: string, inputs: JsonObject): void {
  if (hasUnknown(inputs)) throw new Error(`${token} was to be deployed with inputs that are not known yet`);
}

function defined(inputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
}
