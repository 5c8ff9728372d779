import { join } from "node:path";
import type { Catalogue, Operation } from "../../sandbox/catalogue";

/** An address that a client calls, with `{}` for what it fills in. */
export interface ClientPath {
  path: string;
  /** Where it was found: module and version, and the file in it. */
  client: string;
  file: string;
}

/** The addresses that `scripts/client-paths.ts` found. */
export const CLIENT_PATHS = join(__dirname, "generated", "paths.json");

/** Why an address is not in the catalogue. */
interface Exception {
  /** The address; with an asterisk at its end, all that begin so. */
  path: string;
  because: string;
}

/** Addresses that the catalogue does not have, and why. */
export const EXCEPTIONS: readonly Exception[] = [
  { path: "/api/2.0/accounts/{}", because: "what stands before all addresses of the account's API" },
  { path: "/api/2.0/accounts/servicePrincipals/*", because: "a pattern that addresses are compared with" },
  { path: "/api/2.0/preview/accounts/access-control/*", because: "a pattern that addresses are compared with" },
  { path: "/api/2.0/preview", because: "what stands before addresses of SCIM's API" },
  { path: "/api/2.0/ai-training/workflows", because: "an experiment of the command-line tool" },
  { path: "/api/2.0/data-rooms/tools/onechat/responses", because: "an assistant's answers, which nobody gives here" },
  { path: "/api/2.0/lakebox", because: "an experiment of the command-line tool" },
  ...["artifacts/*", "logged-models/{}/artifacts/credentials-*", "traces/{}/credentials-*"].map((path) => ({
    path: `/api/2.0/mlflow/${path}`,
    because: "artefacts by signed addresses of a cloud's storage: here the client gets them from the sandbox itself",
  })),
  {
    path: "/api/2.0/mlflow/registered-models/alias",
    because: "the workspace's own registry has stages and no aliases; models in Unity Catalog have them",
  },
  { path: "/api/2.0/mlflow/metrics/get-history-bulk-interval", because: "charts of MLflow's own pages" },
  ...["2.0/mlflow/traces*", "2.0/mlflow/unified-traces", "2.0/mlflow/get-online-trace-details", "3.0/mlflow/traces/*"]
    .concat("4.0/mlflow/traces/*", "5.0/mlflow/*")
    .map((path) => ({ path: `/api/${path}`, because: "traces: what an application did is not kept yet" })),
  ...[
    "datasets",
    "gateway",
    "issues",
    "label-schemas",
    "prompt-optimization",
    "review-queues",
    "scorers",
    "workspaces",
  ].map((part) => ({
    path: `/api/3.0/mlflow/${part}*`,
    because: "of MLflow's own server: Databricks has other APIs for the same, or none",
  })),
];

const METHODS: readonly Operation["method"][] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

/** The ids of the operations that an address is for, by any method; of one that ends in a slash, of all that begin so. */
export function operationsAt(catalogue: Catalogue, path: string): string[] {
  const filled = path.replaceAll("{}", "x") + (path.endsWith("/") ? "x" : "");
  return (["workspace", "account"] as const).flatMap((plane) =>
    METHODS.flatMap((method) => catalogue.match(plane, method, filled)?.id ?? []),
  );
}

/** Whether an exception is about the address. */
export const isExcepted = (path: string, exception: Exception): boolean =>
  exception.path.endsWith("*") ? path.startsWith(exception.path.slice(0, -1)) : path === exception.path;
