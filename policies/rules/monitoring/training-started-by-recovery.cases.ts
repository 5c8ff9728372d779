import { add, edit, type RuleCases } from "../../cases/planted";

const ALERT = "databricks:index/alertV2:AlertV2";

const endIsTold = (name: string) =>
  edit(ALERT, name, ({ evaluation }) => {
    Object.assign(evaluation?.notification ?? {}, { notifyOnOk: true });
  });

export const cases: RuleCases = {
  caught: [
    {
      name: "an alert that tells the workflow of its end",
      stack: "prod.flight-delay",
      changes: [endIsTold("alert-model-decays-alert")],
      says: "starts training once more",
    },
    {
      name: "the same in development, where training costs as much",
      stack: "dev.flight-delay",
      changes: [endIsTold("alert-model-decays-alert")],
      says: "starts training once more",
    },
  ],
  leftAlone: [
    {
      name: "an alert that starts nothing, and tells people of its end",
      stack: "prod.flight-delay",
      changes: [
        add(ALERT, "late", {
          displayName: "late",
          queryText: "SELECT 1 AS value",
          warehouseId: "warehouse",
          runAs: { servicePrincipalName: "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01" },
          schedule: { quartzCronSchedule: "0 0 7 * * ?", timezoneId: "UTC" },
          evaluation: {
            source: { name: "value" },
            comparisonOperator: "GREATER_THAN",
            threshold: { value: { doubleValue: 1 } },
            notification: { notifyOnOk: true, subscriptions: [{ userEmail: "ml-platform@lakestage.example" }] },
          },
        }),
      ],
    },
  ],
};
