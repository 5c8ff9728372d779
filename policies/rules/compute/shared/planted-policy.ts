import { type Change, edit } from "../../../cases/planted";
import type { PolicyElement } from "./policy-definition";

/** A declared cluster policy that says something else, or nothing, of some attributes. */
export const policy = (name: string, elements: Record<string, Partial<PolicyElement> | undefined>): Change =>
  edit("databricks:index/clusterPolicy:ClusterPolicy", name, (inputs) => {
    const definition = { ...(JSON.parse(inputs.definition ?? "{}") as object), ...elements };
    inputs.definition = JSON.stringify(definition);
  });
