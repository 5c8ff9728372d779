import { ALWAYS, stackRule } from "../../rule";

const CREDENTIAL = "databricks:index/storageCredential:StorageCredential";
const LOCATION = "databricks:index/externalLocation:ExternalLocation";
const CONNECTOR = "azure-native:databricks:AccessConnector";

export const rule = stackRule({
  id: "LSGRANT037",
  title: "Unity Catalog reaches an environment's storage by that environment's own connector",
  why: `A storage credential is as strong as the identity behind it. With another environment's connector, development reads and
writes production's files, and production's storage sees an identity that it knows.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Take `accessConnectorId` from the AccessConnector, and `credentialName` from the StorageCredential, that the stack declares; leave queues of events to Databricks.",
  example: `new databricks.StorageCredential("storage", { azureManagedIdentity: { accessConnectorId: connector.id } });`,
  types: [CONNECTOR, CREDENTIAL, LOCATION],
  check(stack, report) {
    const isFrom = (type: typeof CONNECTOR | typeof CREDENTIAL, from: readonly string[] = []): boolean =>
      stack.ofType(type).some(({ urn }) => from.includes(urn));
    stack.each(CREDENTIAL, (credential) => {
      if (!credential.props.azureManagedIdentity) return;
      if (isFrom(CONNECTOR, credential.propertyDependencies.azureManagedIdentity)) return;
      const { accessConnectorId } = credential.props.azureManagedIdentity;
      const path = "azureManagedIdentity.accessConnectorId";
      report(`${accessConnectorId} is no connector of the stack`, credential, path);
    });
    stack.each(LOCATION, (location) => {
      const { credentialName, fileEventQueue } = location.props;
      if (!isFrom(CREDENTIAL, location.propertyDependencies.credentialName)) {
        report(`${credentialName} is no credential of the stack`, location, "credentialName");
      }
      if (fileEventQueue) report("it believes what a queue says of files", location, "fileEventQueue");
    });
  },
});
