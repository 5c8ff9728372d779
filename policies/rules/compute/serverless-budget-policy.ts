import { BEYOND_DEVELOPMENT, isOfType, resourceRule } from "../../rule";
import { type Job, tasksOf } from "../jobs/shared/job-parts";

export const rule = resourceRule({
  id: "LSCOST016",
  title: "Serverless cost is counted by a budget policy",
  why: `Serverless compute runs in no resource group and on no machine of ours: only the tags of a budget policy tell whose cost
it is. Without one it appears on the invoice as Databricks.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO"],
  remediation: "Set `budgetPolicyId` of the endpoint, or of the serverless job, to the environment's budget policy.",
  example: `new databricks.ModelServing("endpoint", { ..., budgetPolicyId: environment.budgetPolicyId });`,
  types: ["databricks:index/modelServing:ModelServing", "databricks:index/job:Job"],
  check(resource, report) {
    if (isOfType(resource, "databricks:index/job:Job")) {
      const { budgetPolicyId, usagePolicyId } = resource.props;
      if (isServerless(resource.props) && !budgetPolicyId && !usagePolicyId) {
        report("its serverless tasks have no budget policy", "budgetPolicyId");
      }
    } else if (!resource.props.budgetPolicyId) {
      report("the endpoint has no budget policy", "budgetPolicyId");
    }
  },
});

/** Whether a task of it names nothing to run on: it is then given serverless compute. */
const isServerless = (job: Job): boolean =>
  tasksOf(job).some(
    ({ part: task }) =>
      (task.sparkPythonTask || task.pythonWheelTask || task.notebookTask || task.dbtTask) &&
      !task.jobClusterKey &&
      !task.newCluster &&
      !task.existingClusterId,
  );
