import { applyMask, type Behaviour, type Call, invalidParameter, notFound, type Service } from "../../control-plane";
import { type Assessment, permittedTrace, putTrace, type Trace, writableTrace } from "./trace";

interface AssessmentAddress {
  trace_id: string;
  assessment_id: string;
}

const UPDATABLE = ["assessment_name", "feedback", "expectation", "rationale", "metadata"] as const;

/** An assessment that is new, with what the service says of it. */
export function assessed(call: Call, traceId: string, given: Assessment): Assessment {
  if (!given.assessment_name) throw invalidParameter("Missing value for required parameter 'assessment_name'.");
  if ([given.feedback, given.expectation, given.issue].filter((each) => each !== undefined).length !== 1) {
    throw invalidParameter("An assessment is exactly one of feedback, expectation and issue.");
  }
  const now = new Date(call.store.now()).toISOString();
  return {
    ...given,
    assessment_id: `a-${call.store.uuid().replaceAll("-", "")}`,
    trace_id: traceId,
    create_time: given.create_time ?? now,
    last_update_time: given.last_update_time ?? now,
    valid: true,
  };
}

/** An assessment may take the place of another, which then counts no more. */
const create: Behaviour<{ trace_id: string; assessment: Assessment }> = ({ trace_id: id, assessment: given }, call) => {
  const trace = writableTrace(call, id);
  if (given.overrides) existing(trace, given.overrides);
  const assessment = assessed(call, id, given);
  const before = trace.assessments.map((each) =>
    each.assessment_id === given.overrides ? { ...each, valid: false } : each,
  );
  putTrace(call, { ...trace, assessments: [...before, assessment] });
  return { assessment };
};

function existing(trace: Trace, id: string): Assessment {
  const found = trace.assessments.find(({ assessment_id: each }) => each === id);
  if (!found) throw notFound(`Assessment with ID '${id}' not found for trace '${trace.trace_id}'.`);
  return found;
}

const get: Behaviour<AssessmentAddress> = ({ trace_id: id, assessment_id: assessment }, call) => ({
  assessment: existing(permittedTrace(call, id, "CAN_READ"), assessment),
});

/** Changes what the mask names. */
const update: Behaviour<AssessmentAddress & { assessment: Assessment; update_mask?: string }> = (
  { trace_id: id, assessment_id: assessmentId, assessment: wanted, update_mask: mask = "" },
  call,
) => {
  const trace = writableTrace(call, id);
  const before = existing(trace, assessmentId);
  // Protocol buffers' JSON has masks in camel case.
  const named = mask.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const after: Assessment = {
    ...applyMask<Assessment>(before, wanted, named, UPDATABLE),
    last_update_time: new Date(call.store.now()).toISOString(),
  };
  const assessments = trace.assessments.map((each) => (each === before ? after : each));
  putTrace(call, { ...trace, assessments });
  return { assessment: after };
};

/** What a deleted assessment took the place of counts again. */
const remove: Behaviour<AssessmentAddress> = ({ trace_id: id, assessment_id: assessmentId }, call) => {
  const trace = writableTrace(call, id);
  const removed = existing(trace, assessmentId);
  const assessments = trace.assessments
    .filter((each) => each !== removed)
    .map((each) => (each.assessment_id === removed.overrides ? { ...each, valid: true } : each));
  putTrace(call, { ...trace, assessments });
  return undefined;
};

export const assessmentsService: Service = {
  "mlflow.Assessments.CreateAssessment": create,
  "mlflow.Assessments.GetAssessment": get,
  "mlflow.Assessments.UpdateAssessment": update,
  "mlflow.Assessments.DeleteAssessment": remove,
};
