import type { DeclaredStack } from "../../infra/declaration";
import { type ArmType, armType, armTypeIn } from "../../sandbox/arm-types";
import { type Arm, AzureNativeProvider } from "../../sandbox/azure-native/provider";
import type { JsonObject } from "../../sandbox/catalogue/json";

/** A request that makes a resource of Azure's, as the plugin sends it. */
export interface ArmRequest {
  stack: string;
  /** The resource's name in the program. */
  name: string;
  type: ArmType;
  /** The last part of the resource's id. */
  ownName: string;
  body: JsonObject;
}

const AZURE = "azure-native:";
const PROVIDER = "pulumi:providers:";

/**
 * The requests that a stack's Azure resources cause where nothing is there yet.
 * @throws Error for inputs that the plugin refuses, and for a type of which nothing is known at the version that is asked.
 */
export async function armRequests({ name: stack, resources, settings }: DeclaredStack): Promise<ArmRequest[]> {
  const sent: { id: string; apiVersion: string; body: JsonObject }[] = [];
  const arm: Arm = {
    get: async () => undefined,
    put: async ({ apiVersion, id }, body) => {
      sent.push({ id, apiVersion, body });
      return { id };
    },
    delete: async () => undefined,
  };
  const { location, subscriptionId } = settings.azure;
  const provider = new AzureNativeProvider({ subscriptionId, location }, arm);
  const requests: ArmRequest[] = [];
  for (const { custom, inputs: newInputs, name, type: token } of resources) {
    if (!custom || !token.startsWith(AZURE) || token.startsWith(PROVIDER)) continue;
    const request = { token, name, oldInputs: {}, newInputs: newInputs as JsonObject, randomSeed: new Uint8Array(8) };
    const { failures, inputs } = await provider.check(request);
    if (failures.length > 0) throw new Error(`${stack}: ${name}: ${failures.map(({ reason }) => reason).join("; ")}`);
    await provider.create(token, inputs, false);
    const { apiVersion, body, id } = sent.pop() ?? { id: "", apiVersion: "", body: {} };
    requests.push({ stack, name, type: typeAt(id, apiVersion), ownName: id.slice(id.lastIndexOf("/") + 1), body });
  }
  return requests;
}

function typeAt(id: string, apiVersion: string): ArmType {
  const type = armTypeIn(id) ?? id;
  const known = armType(type);
  if (known?.apiVersion === apiVersion) return known;
  throw new Error(`${type} at ${apiVersion} is not described: run npx tsx scripts/arm-types.ts`);
}
