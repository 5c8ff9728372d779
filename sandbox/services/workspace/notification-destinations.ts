import { requireWorkspaceAdmin } from "../../authority/workspace/caller";
import {
  type Behaviour,
  type Call,
  type InWorkspace,
  invalidParameter,
  type JsonObject,
  notFound,
  type Service,
  WorkspaceObjects,
} from "../../control-plane";

/** A way of telling people or systems of something: one kind's settings under the kind's name. */
type Config = Readonly<Record<string, JsonObject | undefined>>;

interface NotificationDestination {
  id: string;
  display_name: string;
  /** As it was given, secrets and all; what answers show of it is in `shown`. */
  config: Config;
}

interface Kind {
  /** `destination_type` of answers. */
  type: string;
  /** What must be given. */
  required: string;
  /** What is accepted and never shown: answers say `<member>_set` instead. */
  secret: readonly string[];
  /** Those of them that are web addresses. */
  addresses: readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  email: { type: "EMAIL", required: "addresses", secret: [], addresses: [] },
  slack: { type: "SLACK", required: "url", secret: ["url", "channel_id", "oauth_token"], addresses: ["url"] },
  microsoft_teams: {
    type: "MICROSOFT_TEAMS",
    required: "url",
    secret: ["url", "channel_url", "auth_secret", "tenant_id", "app_id"],
    addresses: ["url", "channel_url"],
  },
  pagerduty: { type: "PAGERDUTY", required: "integration_key", secret: ["integration_key"], addresses: [] },
  generic_webhook: { type: "WEBHOOK", required: "url", secret: ["url", "username", "password"], addresses: ["url"] },
};

export const notificationDestinations = new WorkspaceObjects<NotificationDestination>(
  "workspace.notification-destination",
  (id) => notFound(`Notification destination ${id} does not exist.`),
);

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function kindOf(config: Config): { name: string; kind: Kind; settings: JsonObject } {
  const given = Object.entries(KINDS).filter(([name]) => config[name] !== undefined);
  const [only] = given;
  if (!only || given.length > 1) {
    throw invalidParameter(`A notification destination takes exactly one of ${Object.keys(KINDS).join(", ")}.`);
  }
  const [name, kind] = only;
  return { name, kind, settings: config[name] ?? {} };
}

/** @throws ApiError 400, whose message names the member and never its value. */
function requireValid({ display_name: displayName, config }: NotificationDestination): void {
  if (displayName.trim() === "") throw invalidParameter("A notification destination has a display_name.");
  const { name, kind, settings } = kindOf(config);
  const required = settings[kind.required];
  if (!required || (Array.isArray(required) && required.length === 0)) {
    throw invalidParameter(`config.${name} takes ${kind.required}.`);
  }
  for (const member of kind.addresses) {
    const address = settings[member];
    if (typeof address === "string" && !isWebAddress(address)) {
      throw invalidParameter(`config.${name}.${member} is not an https address.`);
    }
  }
  if (name === "email" && !(required as string[]).every((address) => EMAIL.test(address))) {
    throw invalidParameter("config.email.addresses holds something that is not an e-mail address.");
  }
}

/** HTTPS; and HTTP on loopback, where the sandbox's own webhooks are. */
function isWebAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && hostname === "127.0.0.1");
}

function shown({ id, display_name, config }: NotificationDestination): object {
  const { name, kind, settings } = kindOf(config);
  const visible = Object.entries(settings).flatMap(([member, value]): [string, unknown][] => {
    if (!kind.secret.includes(member)) return member.endsWith("_set") ? [] : [[member, value]];
    return value === undefined || value === "" ? [] : [[`${member}_set`, true]];
  });
  return { id, display_name, destination_type: kind.type, config: { [name]: Object.fromEntries(visible) } };
}

const create: Behaviour<{ display_name?: string; config?: Config }> = ({ display_name = "", config = {} }, call) => {
  requireWorkspaceAdmin(call);
  const destination: NotificationDestination = { id: call.store.uuid(), display_name, config };
  requireValid(destination);
  return shown(notificationDestinations.put(call, destination.id, destination));
};

/** A given configuration replaces the old one, which must be of the same kind. */
const update: Behaviour<{ id: string; display_name?: string; config?: Config }> = ({ id, ...changes }, call) => {
  requireWorkspaceAdmin(call);
  const before = notificationDestinations.existing(call, id);
  const after: NotificationDestination = { ...before, ...changes };
  requireValid(after);
  const [was, is] = [kindOf(before.config).kind.type, kindOf(after.config).kind.type];
  if (was !== is)
    throw invalidParameter(`The type of a notification destination can not be changed from ${was} to ${is}.`);
  return shown(notificationDestinations.put(call, id, after));
};

const get: Behaviour<{ id: string }> = ({ id }, call) => {
  requireWorkspaceAdmin(call);
  return shown(notificationDestinations.existing(call, id));
};

/** Everybody in the workspace may choose a destination by name; only admins see what is in it. */
const list: Behaviour<{ page_size?: number; page_token?: string }> = ({ page_size: size, page_token: token }, call) => {
  const { items, nextToken } = notificationDestinations.page(call, { size, token });
  const results = items.map(({ id, display_name, config }) => ({
    id,
    display_name,
    destination_type: kindOf(config).kind.type,
  }));
  return { results, next_page_token: nextToken };
};

const remove: Behaviour<{ id: string }> = ({ id }, call) => {
  requireWorkspaceAdmin(call);
  notificationDestinations.existing(call, id);
  notificationDestinations.remove(call, id);
  return undefined;
};

/** @throws ApiError 400 when there is no such notification destination. */
export function requireDestination(call: Call, id: string): void {
  if (!notificationDestinations.has(call, id)) {
    throw invalidParameter(`Notification destination ${id} does not exist.`);
  }
}

/** Where a destination is posted to, with its credential; undefined for one that is not, such as an e-mail's. */
export function webhookOf(
  where: InWorkspace,
  id: string,
): { url: string; username: string; password: string } | undefined {
  const { config = {} } = notificationDestinations.get(where, id) ?? {};
  const {
    url = "",
    username = "",
    password = "",
  } = config.generic_webhook ?? config.slack ?? config.microsoft_teams ?? {};
  return url === "" ? undefined : { url: String(url), username: String(username), password: String(password) };
}

export const notificationDestinationsService: Service = {
  "settings.NotificationDestinations.Create": create,
  "settings.NotificationDestinations.Update": update,
  "settings.NotificationDestinations.Get": get,
  "settings.NotificationDestinations.List": list,
  "settings.NotificationDestinations.Delete": remove,
};
