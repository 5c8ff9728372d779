import { Access } from "../../authority/unity-catalog/access";
import type { ConnectionInfo } from "../../authority/unity-catalog/infos";
import {
  checkedName,
  connectionRef,
  existsAlready,
  newSecurable,
  securables,
} from "../../authority/unity-catalog/securables";
import { ApiError, type Behaviour, invalidParameter, type Service, type Store } from "../../control-plane";
import { change, type SecurableChange } from "./change";
import { type ListRequest, visiblePage } from "./listing";
import { remove } from "./remove";

interface NewConnection {
  name: string;
  connection_type: string;
  options: Record<string, string>;
  properties?: Record<string, string>;
  comment?: string;
  read_only?: boolean;
  environment_settings?: object;
  parent?: string;
}

/** What the service never shows again: with these, somebody else could connect. */
const SECRET_OPTIONS: ReadonlySet<string> = new Set([
  "access_token",
  "bearer_token",
  "client_secret",
  "GoogleServiceAccountKeyJson",
  "OAuthPvtKey",
  "password",
  "pem_private_key",
  "personalAccessToken",
  "refresh_token",
  "user",
]);

/** Types that are reached by JDBC, and how each calls itself there. */
const JDBC: Readonly<Record<string, string>> = {
  DATABRICKS: "databricks",
  MYSQL: "mysql",
  ORACLE: "oracle:thin",
  POSTGRESQL: "postgresql",
  REDSHIFT: "redshift",
  SNOWFLAKE: "snowflake",
  SQLDW: "sqlserver",
  SQLSERVER: "sqlserver",
  TERADATA: "teradata",
};

const KINDS: readonly (readonly [option: string, credential: string])[] = [
  ["bearer_token", "BEARER_TOKEN"],
  ["personalAccessToken", "BEARER_TOKEN"],
  ["pem_private_key", "PEM_PRIVATE_KEY"],
  ["GoogleServiceAccountKeyJson", "SERVICE_CREDENTIAL"],
  ["client_secret", "OAUTH_M2M"],
  ["password", "USERNAME_PASSWORD"],
];

/** How the other side is told who comes; undefined where no option says so. */
const credentialTypeOf = (options: Readonly<Record<string, string>>): string | undefined =>
  KINDS.find(([option]) => Object.hasOwn(options, option))?.[1];

const withoutSecrets = (options: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(options).filter(([option]) => !SECRET_OPTIONS.has(option)));

/** Where it leads to. @throws ApiError 400 where a database is given no host. */
function urlOf(type: string, { host, port, base_path: path = "" }: Readonly<Record<string, string>>): { url?: string } {
  const scheme = Object.hasOwn(JDBC, type) ? JDBC[type] : undefined;
  if (!host) {
    if (scheme) throw invalidParameter(`A connection of type ${type} needs the option host.`);
    return {};
  }
  const place = port ? `${host}:${port}` : host;
  if (scheme) return { url: `jdbc:${scheme}://${place}/` };
  return type === "HTTP" ? { url: `${place}${path}` } : {};
}

const create: Behaviour<NewConnection> = ({ options, parent, ...settings }, call) => {
  if (parent) throw invalidParameter("The sandbox has connections in the metastore only: no parent.");
  const access = Access.of(call);
  access.require("CREATE_CONNECTION", access.metastore);
  const connection = connectionRef(checkedName(settings.name, "connection"));
  if (call.store.has(securables.connection, connection.name)) throw existsAlready(connection);
  const info: ConnectionInfo = {
    ...newSecurable(call, connection.name, access.metastoreId),
    read_only: false,
    ...settings,
    ...urlOf(settings.connection_type, options),
    name: connection.name,
    full_name: connection.name,
    connection_id: call.store.uuid(),
    credential_type: credentialTypeOf(options) ?? "UNKNOWN_CREDENTIAL_TYPE",
    options: withoutSecrets(options),
    provisioning_info: { state: "ACTIVE" },
    securable_type: "CONNECTION",
  };
  return call.store.put(securables.connection, connection.name, info);
};

const get: Behaviour<{ name: string }> = ({ name }, call) =>
  Access.of(call).visible(connectionRef(name), "USE_CONNECTION");

const list: Behaviour<ListRequest> = (request, call) => {
  const listed = { type: "connection", privilege: "USE_CONNECTION" } as const;
  const { items, nextToken } = visiblePage(call, Access.of(call), listed, request);
  return { connections: items, next_page_token: nextToken };
};

const update: Behaviour<
  SecurableChange & { name: string; options?: Record<string, string>; environment_settings?: object }
> = ({ name, options = {}, ...request }, call) => {
  const after = change(call, connectionRef(name), request, (before) =>
    // Who hands it on sends no options.
    Object.keys(options).length === 0
      ? {}
      : {
          options: withoutSecrets(options),
          credential_type: credentialTypeOf(options) ?? before.credential_type,
          ...urlOf(before.connection_type, options),
        },
  );
  for (const { key, value } of catalogsOn(call.store, connectionRef(name).name)) {
    call.store.put(securables.catalog, key, { ...value, connection_name: after.name });
  }
  return after;
};

const catalogsOn = (store: Store, connection: string) =>
  store.list(securables.catalog).filter(({ value }) => value.connection_name === connection);

const deletion: Behaviour<{ name: string }> = ({ name }, call) => {
  const connection = connectionRef(name);
  Access.of(call).managed(connection);
  const [catalog] = catalogsOn(call.store, connection.name);
  if (catalog) {
    throw new ApiError(
      400,
      "UNITY_CATALOG_INVALID_STATE",
      `Connection '${connection.name}' is used by catalog '${catalog.value.name}'. Delete the catalog first.`,
    );
  }
  remove(call.store, connection);
  return undefined;
};

export const connectionsService: Service = {
  "catalog.Connections.Create": create,
  "catalog.Connections.Get": get,
  "catalog.Connections.List": list,
  "catalog.Connections.Update": update,
  "catalog.Connections.Delete": deletion,
};
