import type { SchemaLeaf } from "./schema";

/** What a reviewer would not want to see as the value of some properties. */
interface Fear {
  /** As a noun: `a stranger`. */
  name: string;
  /** Over the property's own name. */
  property: RegExp;
  kind: "string" | "number" | "boolean";
  values: readonly unknown[];
}

const STRANGER = "stranger@outside.example";
const TOKEN = "dapi0123456789abcdef0123456789abcdef";
const FOREIGN_ID = "b0a7e5d2-6c1f-4e83-9d24-7f1c0e5a9b36";

/** The first that fits a property holds. */
const FEARS: readonly Fear[] = [
  { name: "the other value", kind: "boolean", property: /./, values: [true, false] },
  {
    name: "nothing, and a number out of all proportion",
    kind: "number",
    property: /./,
    values: [0, 1_000_000],
  },
  {
    name: "everybody",
    kind: "string",
    property: /^(groupName|principals?|aclPrincipalId|initialManagePrincipal)$/,
    values: ["users", STRANGER],
  },
  {
    name: "a stranger",
    kind: "string",
    property: /(owner|user_?name|emails?|emailAddresses|recipient|addresses|parent|createdBy|subject|audiences)$/i,
    values: [STRANGER],
  },
  {
    name: "a stranger's id",
    kind: "string",
    property:
      /^((service)?principal(Id|Name)?|memberId|groupId|userId|applicationId|externalId|tenantId|metastoreId|workspaceId|subscriptionId|directoryId)$/i,
    values: [FOREIGN_ID],
  },
  // Levels of rights, each at its widest.
  ...Object.entries({
    permissionLevel: "CAN_MANAGE",
    permissions: "ADMIN",
    privileges: "ALL_PRIVILEGES",
    role: "roles/servicePrincipal.manager",
    bindingType: "BINDING_TYPE_READ_WRITE",
    isolationMode: "OPEN",
    dataSecurityMode: "NONE",
    status: "ALLOW_ALL",
    runAsMode: "OWNER",
    permission: "MANAGE",
  }).map(
    ([property, widest]): Fear => ({
      name: "a right that is too wide",
      kind: "string",
      property: new RegExp(`^${property}$`),
      values: [widest],
    }),
  ),
  {
    name: "a secret in the clear",
    kind: "string",
    property:
      /(password|secret|tokens?|apiKey|accessKey(Id)?|privateKey|primaryKey|plaintext|integrationKey|stringValue|credential|environmentVars|sparkEnvVars|sparkConf|options|extraConfigs|parameters|params|customTags|tags|default|value)$/i,
    values: [TOKEN],
  },
  {
    name: "somebody else's host",
    kind: "string",
    property: /(url|uri|host|endpoint|serverAddress|apiBase|issuer|repo|domainNames|webhook|jdbc|dnsName)$/i,
    values: ["https://stranger.example/hook"],
  },
  {
    name: "where anybody writes",
    kind: "string",
    property:
      /(path|location|root|directory|destination|file|whl|jar|egg|requirements|source|baseEnvironment|package|dependencies|jars)$/i,
    values: [
      "/Workspace/Users/stranger@outside.example/code",
      "dbfs:/stranger/code",
      "abfss://data@stranger.dfs.core.windows.net/",
      "https://stranger.example/code.whl",
    ],
  },
  { name: "all addresses", kind: "string", property: /(ipAddresses|cidrBlocks|ranges?)$/, values: ["0.0.0.0/0"] },
  {
    name: "another statement",
    kind: "string",
    property: /(queryText|query|commands?|condition|serializedDashboard|definition|contentBase64)$/,
    values: ["GRANT ALL PRIVILEGES ON CATALOG prod TO `account users`"],
  },
  { name: "another value", kind: "string", property: /./, values: ["something-else"] },
];

/** The values that a reviewer would not want to see there, with what they are. */
export function fearsOf({ kind, steps }: SchemaLeaf): { name: string; values: readonly unknown[] } {
  const property = steps.at(-1) ?? "";
  const fear = FEARS.find(
    (each) => each.kind === (kind === "any" || kind === "asset" ? "string" : kind) && each.property.test(property),
  );
  return fear ?? { name: "", values: [] };
}
