import { createHash, randomBytes } from "node:crypto";
import { managedServicePrincipal } from "../../authority/account/roles";
import {
  AccountObjects,
  ApiError,
  type Behaviour,
  invalidParameter,
  notFound,
  type Service,
} from "../../control-plane";

/** What is kept of an OAuth secret: never the secret itself. */
interface SecretInfo {
  id: string;
  secret_hash: string;
  status: "ACTIVE";
  create_time: string;
  update_time: string;
  expire_time: string;
}

export const servicePrincipalSecrets = new AccountObjects<SecretInfo, readonly [servicePrincipal: string, id: string]>(
  "identity.service-principal-secret",
);

const MAXIMUM_SECRETS = 5;
const MAXIMUM_LIFETIME_SECONDS = 730 * 24 * 3600;

type OfPrincipal = { service_principal_id: string };

/** Makes a secret, and shows it this one time. */
const create: Behaviour<OfPrincipal & { lifetime?: string }> = ({ service_principal_id, lifetime }, call) => {
  const { store } = call;
  const { id: owner } = managedServicePrincipal(call, service_principal_id);
  if (servicePrincipalSecrets.all(call, [owner]).length >= MAXIMUM_SECRETS) {
    throw new ApiError(
      400,
      "RESOURCE_LIMIT_EXCEEDED",
      `A service principal can have at most ${MAXIMUM_SECRETS} secrets`,
    );
  }
  const now = store.now();
  const secret = `dose${randomBytes(16).toString("hex")}`;
  const info: SecretInfo = {
    id: store.uuid(),
    secret_hash: createHash("sha256").update(secret).digest("hex"),
    status: "ACTIVE",
    create_time: new Date(now).toISOString(),
    update_time: new Date(now).toISOString(),
    expire_time: new Date(now + secondsOf(lifetime) * 1000).toISOString(),
  };
  servicePrincipalSecrets.put(call, [owner, info.id], info);
  return { ...info, secret };
};

const list: Behaviour<OfPrincipal & { page_size?: number; page_token?: string }> = (request, call) => {
  const { id: owner } = managedServicePrincipal(call, request.service_principal_id);
  const { items, nextToken } = servicePrincipalSecrets.page(
    call,
    { token: request.page_token, size: request.page_size },
    [owner],
  );
  return { secrets: items, next_page_token: nextToken };
};

const remove: Behaviour<OfPrincipal & { secret_id: string }> = ({ service_principal_id, secret_id }, call) => {
  const { id: owner } = managedServicePrincipal(call, service_principal_id);
  const removed = servicePrincipalSecrets.remove(call, [owner, secret_id]);
  if (!removed) throw notFound(`Secret ${secret_id} of service principal ${owner} does not exist`);
  return undefined;
};

function secondsOf(lifetime: string | undefined): number {
  if (lifetime === undefined) return MAXIMUM_LIFETIME_SECONDS;
  const seconds = Number(/^(\d+)s$/.exec(lifetime)?.[1]);
  if (!(seconds > 0 && seconds <= MAXIMUM_LIFETIME_SECONDS)) {
    throw invalidParameter(`Invalid lifetime ${lifetime}: it must be from 1s to ${MAXIMUM_LIFETIME_SECONDS}s`);
  }
  return seconds;
}

const behaviours = { Create: create, List: list, Delete: remove };

/** The same operations on the account and, for its own users, through a workspace. */
export const servicePrincipalSecretsService: Service = Object.fromEntries(
  ["oauth2.ServicePrincipalSecrets", "oauth2.ServicePrincipalSecretsProxy"].flatMap((service) =>
    Object.entries(behaviours).map(([method, behaviour]) => [`${service}.${method}`, behaviour]),
  ),
);
