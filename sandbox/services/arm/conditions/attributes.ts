import { InvalidCondition } from "./invalid-condition";

/** What a condition can ask, in lower case, of what is to become and of what there is. */
export interface Attributes {
  request?: Readonly<Record<string, string>>;
  resource?: Readonly<Record<string, string>>;
}

export const ROLE_DEFINITION_ID = "microsoft.authorization/roleassignments:roledefinitionid";
export const PRINCIPAL_ID = "microsoft.authorization/roleassignments:principalid";
export const PRINCIPAL_TYPE = "microsoft.authorization/roleassignments:principaltype";

const CONTAINERS = "microsoft.storage/storageaccounts/blobservices/containers";

/** Azure has more of them: users' and environments' attributes, and tags. */
const KNOWN: Readonly<Record<keyof Attributes, readonly string[]>> = {
  request: [ROLE_DEFINITION_ID, PRINCIPAL_ID, PRINCIPAL_TYPE, `${CONTAINERS}/blobs:prefix`],
  resource: [
    ROLE_DEFINITION_ID,
    PRINCIPAL_ID,
    PRINCIPAL_TYPE,
    "microsoft.storage/storageaccounts:name",
    `${CONTAINERS}:name`,
    `${CONTAINERS}/blobs:path`,
  ],
};

/** @param written for example `@Request[Microsoft.Authorization/roleAssignments:PrincipalId]`. */
export function attributeReader(written: string): (attributes: Attributes) => string | undefined {
  const [, where = "", name = ""] = /^@(\w+)\[(.*)\]$/.exec(written.toLowerCase()) ?? [];
  const source = where === "request" || where === "resource" ? where : undefined;
  if (!source || !KNOWN[source].includes(name)) throw new InvalidCondition(`The attribute ${written}`);
  return (attributes) => attributes[source]?.[name];
}
