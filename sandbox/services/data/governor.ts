import { type Governor, Refusal } from "../../compute/data-server";
import { ApiError, type Behaviour, type ControlPlane, Reply, type Store } from "../../control-plane";
import { connectOf, questions } from "./questions";
import { sweepStorage } from "./sweep";
import { readThrough } from "./through";

/** After these there may be bytes that are nobody's. */
const SWEPT_AFTER = ["drop", "drop-schema", "stage"];

/** Answers the data server as whoever it asks for. @param isTasks whether a token is a task's that runs. */
export function governorOf(
  controlPlane: ControlPlane,
  store: Store,
  isTasks: (store: Store, workspaceId: number, token: string) => boolean,
): Governor {
  const answered: Readonly<Record<string, Behaviour<never>>> = { ...questions, connect: connectOf(isTasks) };
  return async (question, { workspace, token, through = [] }, request) => {
    const behaviour = answered[question] as Behaviour<Record<string, unknown>> | undefined;
    if (!behaviour) throw new Refusal("NOT_IMPLEMENTED", `Nobody answers '${question}'.`);
    try {
      const asked = through.length > 0 ? readThrough(through, question, behaviour) : behaviour;
      const answer = await controlPlane.performIn(workspace, token, asked, request);
      if (SWEPT_AFTER.includes(question)) sweepStorage(store);
      return answer instanceof Reply || answer === undefined ? {} : answer;
    } catch (error) {
      if (error instanceof ApiError) throw new Refusal(error.errorCode, error.message);
      throw error;
    }
  };
}
