import { AZURE_DATABRICKS } from "../../../azure/well-known-ids";
import { ALWAYS, type PolicyStack, wholeStackRule } from "../../rule";
import { isWorkspaceHost } from "./shared/trusted";

const WORKFLOW = "azure-native:logic:Workflow";

/** Actions and triggers that send nothing anywhere, beside requests, which are looked at. */
const INWARD = new Set([
  "Compose",
  "Foreach",
  "If",
  "IncrementVariable",
  "InitializeVariable",
  "ParseJson",
  "Query",
  "Recurrence",
  "Request",
  "Response",
  "Scope",
  "Select",
  "SetVariable",
  "Switch",
  "Terminate",
  "Until",
  "Wait",
]);

/** The workspace's address is the one parameter that requests begin with. */
const TO_WORKSPACE = /^@\{parameters\('workspaceUrl'\)\}\/api\//;

export const rule = wholeStackRule({
  id: "LSTRUST009",
  title: "Workflows post to the environment's workspace alone",
  why: `A workflow signs its requests with a managed identity's token, which starts jobs in the workspace. Whoever is sent one can do
the same; and a step that goes elsewhere carries away what an alert said.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Let every request begin with `@{parameters('workspaceUrl')}/api/`, give that parameter the workspace's address, and ask for tokens for Azure Databricks only.",
  example: `inputs: { method: "POST", uri: "@{parameters('workspaceUrl')}/api/2.2/jobs/run-now", authentication }`,
  types: [WORKFLOW],
  check(stack, report) {
    const workspaces = workspaceHosts(stack);
    stack.each(WORKFLOW, (workflow) => {
      const { definition, parameters } = workflow.props;
      const tell = (message: string, path: string): void => report(message, workflow, path);
      for (const { path, value } of membersOf(definition, "definition")) judge(value, path, tell);
      const addresses = {
        "parameters.workspaceUrl.value": member(member(parameters, "workspaceUrl"), "value"),
        "definition.parameters.workspaceUrl.defaultValue": member(
          member(member(definition, "parameters"), "workspaceUrl"),
          "defaultValue",
        ),
      };
      for (const [path, address] of Object.entries(addresses)) {
        if (address !== undefined && !isWorkspace(address, workspaces)) tell(`it posts to ${String(address)}`, path);
      }
    });
  },
});

type Tell = (message: string, path: string) => void;

/** Triggers, actions, and actions in actions: whatever has a type and is run. */
function judge(steps: unknown, path: string, tell: Tell): void {
  for (const [name, step] of Object.entries(record(steps))) {
    const at = `${path}.${name}`;
    const type = member(step, "type");
    if (typeof type === "string") {
      if (type === "Http") judgeRequest(member(step, "inputs"), `${at}.inputs`, tell);
      else if (!INWARD.has(type))
        tell(`its step "${name}" is of the type ${type}, which may go anywhere`, `${at}.type`);
    }
    for (const { path: inner, value } of membersOf(step, at)) judge(value, inner, tell);
    for (const [key, branch] of Object.entries(record(member(step, "cases")))) {
      for (const { path: inner, value } of membersOf(branch, `${at}.cases.${key}`)) judge(value, inner, tell);
    }
    for (const branch of ["else", "default"]) {
      for (const { path: inner, value } of membersOf(member(step, branch), `${at}.${branch}`))
        judge(value, inner, tell);
    }
  }
}

/** The lists of steps that a workflow, a step or a branch has. */
const membersOf = (holder: unknown, path: string): { path: string; value: unknown }[] =>
  ["triggers", "actions"].flatMap((key) => {
    const value = member(holder, key);
    return value === undefined ? [] : [{ path: `${path}.${key}`, value }];
  });

function judgeRequest(inputs: unknown, path: string, tell: Tell): void {
  const uri = member(inputs, "uri");
  if (typeof uri !== "string" || !TO_WORKSPACE.test(uri)) {
    tell(`it sends a request to ${typeof uri === "string" ? uri : "what is decided when it runs"}`, `${path}.uri`);
  }
  const authentication = member(inputs, "authentication");
  if (authentication === undefined) return;
  const audience = member(authentication, "audience");
  if (member(authentication, "type") !== "ManagedServiceIdentity") {
    tell("it signs in with something else than its managed identity", `${path}.authentication.type`);
  } else if (audience !== AZURE_DATABRICKS) {
    tell(`it asks for a token for ${String(audience)}`, `${path}.authentication.audience`);
  }
}

/** Of the providers that deploy to workspaces: the environment's own is among them, wherever it is known. */
const workspaceHosts = (stack: PolicyStack): string[] =>
  stack.resources
    .filter(({ type, name }) => type === "pulumi:providers:databricks" && name !== "account")
    .flatMap(({ props }) => hostOf(member(props, "host")) ?? []);

function isWorkspace(address: unknown, workspaces: readonly string[]): boolean {
  const host = hostOf(address);
  if (host === undefined) return false;
  if (workspaces.length > 0) return workspaces.includes(host);
  return isWorkspaceHost(host) || /^(127\.0\.0\.1|localhost)$/.test(host);
}

function hostOf(address: unknown): string | undefined {
  if (typeof address !== "string") return undefined;
  const full = address.includes("://") ? address : `https://${address}`;
  return URL.canParse(full) ? new URL(full).hostname : undefined;
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

const member = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
