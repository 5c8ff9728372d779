import { containerOf, SECURABLES, type SecurableAddress } from "../../databricks/securables";
import { WORKSPACE_OBJECTS } from "../../databricks/workspace-objects";
import { nameOf, wordOf } from "../evaluation/words";
import type { AccessState, Environment, Securable } from "../state/access-state";
import type { MatrixRow } from "./access-matrix";

/** A row before it is known who may do what. */
export type RowTarget = Omit<MatrixRow, "cells">;

/** Everything that there is to do something with from an environment's workspace, in the order of its kinds. */
export function targetsIn(state: AccessState, environment: Environment): RowTarget[] {
  const { name: from } = environment;
  const workspace: RowTarget = { environment: from, target: { sort: "workspace", environment: from }, partOf: from };
  const securables = reachedFrom(state, environment).map(({ environment: partOf, name, project, type }): RowTarget => {
    const target = { sort: "securable", type, name } as const;
    return {
      environment: from,
      target,
      ...(partOf !== undefined && { partOf }),
      ...(project !== undefined && { project }),
    };
  });
  const objects = state.objects
    .filter((object) => object.environment === from)
    .map(({ kind, name, project }): RowTarget => {
      const target = { sort: "object", kind, name, environment: from } as const;
      return { environment: from, target, partOf: from, ...(project !== undefined && { project }) };
    });
  return [workspace, ...securables, ...objects].sort(byKind);
}

/** What is bound to the workspace, or to none, with what lies in it. */
function reachedFrom({ securables }: AccessState, { metastore, workspaceId }: Environment): Securable[] {
  const unreached = new Set(
    securables
      .filter(({ bindings, isolated }) => isolated && !bindings.some((binding) => binding.workspaceId === workspaceId))
      .map(keyOf),
  );
  const isReached = (address: SecurableAddress): boolean => {
    if (unreached.has(keyOf(address))) return false;
    const container = containerOf(address);
    return container === undefined || isReached(container);
  };
  return securables.filter((securable) => securable.metastore === metastore && isReached(securable));
}

const keyOf = ({ name, type }: SecurableAddress): string => `${type}/${name}`;

/** Kinds as somebody reads them who wants to know first what is worth most. */
const ORDER: readonly string[] = [
  "workspace",
  ...(["metastore", "catalog", "schema", "table", "function", "volume"] as const).map((type) => SECURABLES[type].word),
  ...(["external_location", "storage_credential"] as const).map((type) => SECURABLES[type].word),
  ...Object.values(WORKSPACE_OBJECTS).map(({ word }) => word),
];

/** The environment's own before what it only reads, then by kind, then by name. */
function byKind(one: RowTarget, other: RowTarget): number {
  const isForeign = ({ environment, partOf }: RowTarget): number => Number(partOf !== environment);
  const rank = ({ target }: RowTarget): number => ORDER.indexOf(wordOf(target));
  return (
    isForeign(one) - isForeign(other) ||
    rank(one) - rank(other) ||
    nameOf(one.target).localeCompare(nameOf(other.target))
  );
}
