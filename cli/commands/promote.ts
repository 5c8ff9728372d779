import type { Home } from "../../sandbox/lifecycle";
import { modelState, modelStateTable } from "../models/model-state";
import type { Act, PromoteOptions } from "../promotion/promotion";
import { type RunningPlace, runningPlace } from "../targets/running-place";
import type { Terminal } from "../terminal";
import { modelNamed, projectObjects } from "../workspaces/project-objects";
import { type ProjectStack, projectStack } from "../workspaces/project-stack";
import { workspaceOf } from "../workspaces/workspace";

export { approve, reject } from "../promotion/decide";
export { rollback } from "../promotion/rollback";

/** How a promotion is begun: by whom, of which model. */
export interface PromotionRequest {
  stack: string;
  model: string | undefined;
  options: PromoteOptions;
}

export async function promote(home: Home, terminal: Terminal, act: Act, request: PromotionRequest): Promise<void> {
  const stack = projectStack(request.stack);
  const place = await runningPlace(home, request.options.target, request.options.as);
  await promoteIn(place, terminal, act, stack, request);
}

/** The same in a place that is known. */
export async function promoteIn(
  place: RunningPlace,
  terminal: Terminal,
  act: Act,
  stack: ProjectStack,
  { model, options }: PromotionRequest,
): Promise<void> {
  const workspace = await workspaceOf(place, stack.environment);
  const objects = await projectObjects(place, stack.name);
  await act(terminal, { stack, workspace, objects, model: modelNamed(objects, model) }, options);
}

/** Shows which versions have an alias, and which wait. */
export const status: Act = async (terminal, { model, workspace }, { json }) => {
  const state = await modelState(workspace.client, model);
  if (json) return terminal.result(JSON.stringify(state, undefined, 2));
  terminal.result(modelStateTable(state));
};
