import { isJsonObject } from "../../../catalogue/json";
import { ApiError } from "../../../control-plane";
import { sameId } from "../arm-id";
import { badRequest } from "../arm-request";
import { objectIdOf } from "../directory-objects";
import type { Draft, ResourceKind } from "../resource-kind";
import type { ArmResource } from "../resources";

const IDENTITY = "Microsoft.ManagedIdentity/userAssignedIdentities";
const CREDENTIAL = `${IDENTITY}/federatedIdentityCredentials`;
const MOST_CREDENTIALS = 20;

export const userAssignedIdentity: ResourceKind = {
  type: IDENTITY,
  client: "armmsi.UserAssignedIdentities",
  prepare({ id, properties, existing, call }) {
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/.test(id.name)) {
      throw badRequest(
        "BadRequest",
        `The identity name '${id.name}' is invalid: 3 to 128 letters, digits, '-' and '_'.`,
      );
    }
    const before = isJsonObject(existing?.body.properties) ? existing.body.properties : {};
    const clientId = typeof before.clientId === "string" ? before.clientId : call.store.uuid();
    Object.assign(properties, {
      clientId,
      // The same rule that gives a service principal its object id: both are one object of the directory.
      principalId: objectIdOf(call.account, clientId),
      tenantId: call.account.tenantId,
    });
  },
};

export const federatedIdentityCredential: ResourceKind = {
  type: CREDENTIAL,
  client: "armmsi.FederatedIdentityCredentials",
  prepare(draft) {
    const { id, properties, existing, resources } = draft;
    const audiences = Array.isArray(properties.audiences) ? properties.audiences : [];
    if (audiences.length !== 1) {
      throw badRequest(
        "BadRequest",
        `The credential '${id.name}' must have exactly one audience, and has ${audiences.length}.`,
      );
    }
    if (
      typeof properties.issuer !== "string" ||
      !URL.canParse(properties.issuer) ||
      !properties.issuer.startsWith("https://")
    ) {
      throw badRequest("BadRequest", `The issuer of the credential '${id.name}' must be an https address.`);
    }
    const others = resources.ofType(CREDENTIAL, id.parent).filter((other) => !sameId(other.id, id.text));
    if (!existing && others.length >= MOST_CREDENTIALS) {
      throw badRequest(
        "BadRequest",
        `Too many Federated Identity Credentials: a maximum of ${MOST_CREDENTIALS} can be added to an identity.`,
      );
    }
    const twin = others.find((other) => isTwin(other, draft));
    if (twin) {
      throw new ApiError(
        409,
        "Conflict",
        `Issuer and subject combination already exists for this Managed Identity, in the credential '${twin.name}'.`,
      );
    }
  },
};

function isTwin({ body }: ArmResource, { properties }: Draft): boolean {
  const other = isJsonObject(body.properties) ? body.properties : {};
  return other.issuer === properties.issuer && other.subject === properties.subject;
}
