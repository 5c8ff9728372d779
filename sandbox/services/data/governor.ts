import { type Governor, Refusal } from "../../compute/data-server";
import { ApiError, type Behaviour, type ControlPlane, Reply } from "../../control-plane";
import { questions } from "./questions";

/** Answers the data server as whoever it asks for. */
export function governorOf(controlPlane: ControlPlane): Governor {
  return async (question, { workspace, token }, request) => {
    const behaviour = questions[question] as Behaviour<Record<string, unknown>> | undefined;
    if (!behaviour) throw new Refusal("NOT_IMPLEMENTED", `Nobody answers '${question}'.`);
    try {
      const answer = await controlPlane.performIn(workspace, token, behaviour, request);
      return answer instanceof Reply || answer === undefined ? {} : answer;
    } catch (error) {
      if (error instanceof ApiError) throw new Refusal(error.errorCode, error.message);
      throw error;
    }
  };
}
