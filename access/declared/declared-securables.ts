import { spelledForApi } from "../../databricks/privileges";
import {
  containerOf,
  GRANTED_BY,
  NAMING_INPUTS,
  SECURABLE_TYPES,
  SECURABLES,
  type SecurableAddress,
  type SecurableType,
  securableTypeOf,
} from "../../databricks/securables";
import { textOf, textsOf } from "../../databricks-client";
import { AccessError } from "../access-error";
import type { Binding, Grant, Securable } from "../state/access-state";
import type { GivingResource, GivingStack } from "./giving-stack";
import { type Declared, declaredOf, listOf } from "./resource-index";

const TOKENS = SECURABLE_TYPES.flatMap((type) => SECURABLES[type].token ?? []);

const PROPERTIES: readonly (readonly [property: string, type: SecurableType | null])[] = Object.entries(GRANTED_BY);

/**
 * What an estate declares in Unity Catalog, with what it grants there.
 * @param someIsGone whether grants and bindings may be left of what is gone.
 */
export function declaredSecurables(stacks: readonly GivingStack[], someIsGone = false): Securable[] {
  const securables = new Map<string, Securable>();
  /** Full names by the resources' ids, of each stack. */
  const named = new Map<string, SecurableAddress>();
  for (const declared of declaredOf(stacks, ...TOKENS)) {
    const securable = securableOf(declared);
    securables.set(keyOf(securable), securable);
    named.set(`${declared.stack.name}/${securable.type}/${declared.resource.id}`, securable);
  }
  /** @throws AccessError for something else than what the estate declares, where nothing is gone. */
  const find = (
    stack: GivingStack,
    type: SecurableType,
    reference: string,
    resource: GivingResource,
  ): Securable | undefined => {
    const address = named.get(`${stack.name}/${type}/${reference}`) ?? { type, name: reference };
    const found = securables.get(keyOf(address));
    if (found) return found;
    const made = undeclared(address, securables);
    if (!made) {
      if (someIsGone) return undefined;
      throw new AccessError(
        `${resource.urn} is about the ${SECURABLES[type].word} ${reference}, which no stack declares. Declare it, or ask about all stacks.`,
      );
    }
    securables.set(keyOf(made), made);
    return made;
  };

  for (const { resource, stack } of declaredOf(
    stacks,
    "databricks:index/workspaceBinding:WorkspaceBinding",
    "databricks:index/catalogWorkspaceBinding:CatalogWorkspaceBinding",
  )) {
    const { bindingType, catalogName, securableName, securableType, workspaceId } = resource.inputs;
    const type = apiType(textOf(securableType) ?? "catalog");
    const securable = find(stack, type, textOf(securableName) ?? textOf(catalogName) ?? "", resource);
    if (securable)
      bind(securable, { workspaceId: textOf(workspaceId) ?? "", readOnly: bindingType === "BINDING_TYPE_READ_ONLY" });
  }
  for (const { resource, stack } of declaredOf(
    stacks,
    "databricks:index/grants:Grants",
    "databricks:index/grant:Grant",
  )) {
    const [property, type] = PROPERTIES.find(([name]) => resource.inputs[name] !== undefined) ?? [];
    if (!property || !type) {
      throw new AccessError(`${resource.urn} grants on a kind of securable that is not known here.`);
    }
    const securable = find(stack, type, textOf(resource.inputs[property]) ?? "", resource);
    securable?.grants.push(...grantsOf(resource));
  }
  return [...securables.values()];
}

/** The metastore is the account's, and tables are made by pipelines: these may be granted on without being declared. */
function undeclared(address: SecurableAddress, securables: ReadonlyMap<string, Securable>): Securable | undefined {
  const nothing = { isolated: false, bindings: [], grants: [] };
  if (address.type === "metastore") return { ...address, metastore: address.name, ...nothing };
  const container = containerOf(address);
  const schema = container?.type === "schema" ? securables.get(keyOf(container)) : undefined;
  if (!schema) return undefined;
  const { environment, metastore, project } = schema;
  return {
    ...address,
    metastore,
    ...(environment !== undefined && { environment }),
    ...(project !== undefined && { project }),
    ...nothing,
  };
}

function securableOf({ resource, stack }: Declared<GivingStack>): Securable {
  const { inputs } = resource;
  const owner = textOf(inputs.owner);
  const mode = textOf(inputs.isolationMode) ?? "";
  const isolated = mode.endsWith("ISOLATED");
  const { workspaceId } = stack.outputs;
  return {
    type: securableTypeOf(resource.type) ?? "table",
    name: NAMING_INPUTS.flatMap((part) => textOf(inputs[part]) ?? []).join("."),
    metastore: stack.settings.metastore.id,
    environment: stack.settings.name,
    ...(stack.project && { project: stack.project.name }),
    ...(owner !== undefined && { owner }),
    isolated,
    // The provider binds what is isolated to the workspace that it is made from.
    bindings: isolated && typeof workspaceId === "string" ? [{ workspaceId, readOnly: false }] : [],
    grants: [],
  };
}

/** The list of `Grants`, or the one entry of `Grant`. */
const grantsOf = ({ inputs }: GivingResource): Grant[] =>
  (inputs.grants === undefined ? [inputs] : listOf(inputs.grants)).map(({ principal, privileges }) => ({
    principal: textOf(principal) ?? "",
    privileges: textsOf(privileges).map(spelledForApi),
  }));

function bind(securable: Securable, binding: Binding): void {
  const others = securable.bindings.filter(({ workspaceId }) => workspaceId !== binding.workspaceId);
  securable.bindings = [...others, binding];
}

const apiType = (type: string): SecurableType =>
  SECURABLE_TYPES.find((known) => known === type.replaceAll("-", "_")) ?? "catalog";

const keyOf = ({ name, type }: SecurableAddress): string => `${type}/${name}`;
