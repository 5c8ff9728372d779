import { edit, type RuleCases } from "../../testing/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a job that is charged to another project",
      stack: "prod.flight-delay",
      changes: [
        edit("databricks:index/job:Job", "training", (inputs) => {
          inputs.tags = { ...inputs.tags, project: "diabetes-progression" };
        }),
      ],
      says: "the tag project is diabetes-progression, not flight-delay",
    },
    {
      name: "an endpoint that nobody owns",
      stack: "prod.flight-delay",
      changes: [
        edit("databricks:index/modelServing:ModelServing", "endpoint", (inputs) => {
          inputs.tags = inputs.tags?.filter(({ key }) => key !== "team");
        }),
      ],
      says: "the tag team is missing",
    },
    {
      name: "a warehouse without tags",
      changes: [
        edit("databricks:index/sqlEndpoint:SqlEndpoint", "sql-warehouse", (inputs) => {
          delete inputs.tags;
        }),
      ],
      says: "the tag environment is missing",
    },
  ],
  leftAlone: [
    {
      name: "a job without a cost centre",
      stack: "prod.flight-delay",
      changes: [
        edit("databricks:index/job:Job", "training", (inputs) => {
          if (inputs.tags) delete inputs.tags["cost-center"];
        }),
      ],
    },
    {
      name: "a warehouse with tags of the company's beside ours",
      changes: [
        edit("databricks:index/sqlEndpoint:SqlEndpoint", "sql-warehouse", (inputs) => {
          inputs.tags?.customTags?.push({ key: "cost-center", value: "2100" });
        }),
      ],
    },
  ],
};
