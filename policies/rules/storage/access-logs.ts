import type { PropertiesOf } from "../../resource-types";
import { BEYOND_DEVELOPMENT, type PolicyStack, type ReportOnStack, stackRule } from "../../rule";
import { reportAccountsLacking } from "./shared/accounts-lacking";

const CATEGORIES = ["StorageRead", "StorageWrite", "StorageDelete"];

/** Services of an account that are logged once something uses them, by the type of what they hold. */
const HOLDERS = [
  ["azure-native:storage:Queue", "queue"],
  ["azure-native:storage:Table", "table"],
  ["azure-native:storage:FileShare", "file"],
] as const;

export const rule = stackRule({
  id: "LSSTOR019",
  title: "Reads, writes and deletes of storage are logged",
  why: `Unity Catalog logs what is asked of it, not what goes past it. Only the account's own log tells who read or deleted
files directly, and after an incident it cannot be made up for.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE", "CKV_AZURE_33", "CKV2_AZURE_21"],
  remediation:
    'Give the account\'s blob service, and each other service that is used, a DiagnosticSetting with `categoryGroup: "allLogs"`.',
  example: `new DiagnosticSetting("logs-data-lake", {
  resourceUri: pulumi.interpolate\`\${account.id}/blobServices/default\`,
  workspaceId: logs.id,
  logs: [{ categoryGroup: "allLogs", enabled: true }],
});`,
  types: [
    "azure-native:storage:FileShare",
    "azure-native:storage:Queue",
    "azure-native:storage:Table",
    "azure-native:monitor:DiagnosticSetting",
    "azure-native:storage:StorageAccount",
  ],
  check(stack, report) {
    const logged = loggedServices(stack, report);
    // What a setting that is not known yet is for, may be what is missed.
    if (!logged) return;
    const blobServices = logged.filter((uri) => serviceOf(uri) === "blob");
    reportAccountsLacking(stack, { covered: new Set(blobServices).size, missing: "log of its blob service" }, report);
    for (const [type, service] of HOLDERS) {
      const [user] = stack.ofType(type);
      if (user && !logged.some((uri) => serviceOf(uri) === service)) {
        report(`the ${service} service that holds it has no log`, user);
      }
    }
  },
});

/** Ids of all services that have a log; undefined where a preview does not know all of them. */
function loggedServices(
  stack: PolicyStack<"azure-native:monitor:DiagnosticSetting">,
  report: ReportOnStack,
): string[] | undefined {
  const services: string[] = [];
  let read = 0;
  stack.each("azure-native:monitor:DiagnosticSetting", (setting) => {
    const uri = (setting.props.resourceUri ?? "").toLowerCase();
    read += 1;
    if (serviceOf(uri) === undefined) return;
    services.push(uri);
    const missing = CATEGORIES.filter((category) => !keeps(setting.props.logs, category));
    if (missing.length > 0) report(`it keeps no ${missing.join(", ")}`, setting, "logs");
  });
  return read === stack.ofType("azure-native:monitor:DiagnosticSetting").length ? services : undefined;
}

const serviceOf = (uri: string): string | undefined => /\/(blob|queue|table|file)services\/default$/i.exec(uri)?.[1];

/** Both groups of a storage service hold all three categories. */
const keeps = (logs: PropertiesOf<"azure-native:monitor:DiagnosticSetting">["logs"], category: string): boolean =>
  (logs ?? []).some(
    (log) =>
      log.enabled && (log.category === category || log.categoryGroup === "allLogs" || log.categoryGroup === "audit"),
  );
