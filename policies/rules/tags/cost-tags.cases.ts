import { append, edit, type RuleCases, set } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a job that is charged to another project",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/job:Job", "training", { "tags.project": "diabetes-progression" })],
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
      stack: "prod",
      changes: [set("databricks:index/sqlEndpoint:SqlEndpoint", "sql-warehouse", { tags: undefined })],
      says: "the tag environment is missing",
    },
  ],
  leftAlone: [
    {
      name: "a job without a cost centre",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/job:Job", "training", { "tags.cost-center": undefined })],
    },
    {
      name: "a warehouse with tags of the company's beside ours",
      stack: "prod",
      changes: [
        append("databricks:index/sqlEndpoint:SqlEndpoint", "sql-warehouse", "tags.customTags", {
          key: "cost-center",
          value: "2100",
        }),
      ],
    },
  ],
};
