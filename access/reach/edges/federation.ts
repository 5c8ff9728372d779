import { textOf } from "../../../databricks-client";
import type { DeclaredResource } from "../../../infra/declaration";
import { declaredOf } from "../../declared/resource-index";
import type { Graph, Thing } from "../graph";
import type { ReachEstate } from "../reach-estate";

const IN_AZURE = "azure-native:managedidentity:FederatedIdentityCredential";
const IN_DATABRICKS = "databricks:index/servicePrincipalFederationPolicy:ServicePrincipalFederationPolicy";

/** Whoever shows a token of a trusted pipeline is the identity (Azure and Databricks: "Workload identity federation"). */
export function federationSteps({ azure, graph, principals, stacks }: ReachEstate): void {
  for (const { resource, stack } of declaredOf(stacks, IN_DATABRICKS)) {
    const identity = principals.of(stack, resource.inputs.servicePrincipalId);
    trust(graph, resource, "oidcPolicy.", resource.inputs.oidcPolicy, identity);
  }
  for (const { resource, stack } of declaredOf(stacks, IN_AZURE)) {
    const found = azure.find(stack, resource.inputs.resourceName);
    const identity = found && principals.ofResource(found.stack, found.resource);
    if (identity) trust(graph, resource, "", resource.inputs, identity);
  }
}

function trust(graph: Graph, { urn }: DeclaredResource, path: string, trusted: unknown, identity: Thing): void {
  if (!(trusted instanceof Object)) return;
  const subject = textOf(Reflect.get(trusted, "subject")) ?? "";
  const pipeline = graph.thing({
    key: pipelineKey({ issuer: textOf(Reflect.get(trusted, "issuer")) ?? "", subject }),
    word: "pipeline",
    name: subject,
    isEverybodys: true,
  });
  const why = `a pipeline's token with the subject ${subject} is trusted by ${identity.name}`;
  graph.step(pipeline, identity, "control", "control", why, { urn, property: `${path}subject` });
}

/** Whoever signs a pipeline's tokens, and what these say of it. */
export const pipelineKey = ({ issuer, subject }: { issuer: string; subject: string }): string =>
  `pipeline/${issuer} ${subject}`;

/** Identities that trust a pipeline. */
export function trustingPipelines(graph: Graph): Thing[] {
  const keys = graph.all.filter(({ word }) => word === "pipeline").flatMap(({ key }) => graph.stepsFrom(key));
  return [...new Set(keys.map(({ to }) => to))].flatMap((key) => graph.find(key) ?? []);
}

/** The pipelines that an identity trusts. */
export const pipelinesOf = (graph: Graph, identity: Thing): Thing[] =>
  graph.all.filter(
    ({ key, word }) => word === "pipeline" && graph.stepsFrom(key).some(({ to }) => to === identity.key),
  );
