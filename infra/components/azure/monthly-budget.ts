import { Budget } from "@pulumi/azure-native/consumption";
import * as pulumi from "@pulumi/pulumi";

export interface MonthlyBudgetArgs {
  subscriptionId: string;
  budgetName: string;
  /** In the subscription's currency. */
  amount: number;
  /** Groups whose costs count: ours, and the one that Azure Databricks keeps its virtual machines in. */
  resourceGroupNames: string[];
  /** First month, as its first day: `2026-01-01`. Only read when the budget is made. */
  startDate: string;
  /** Percentages of the amount at which people are told; at most five. */
  warnAtPercent: number[];
  /** Who is told, beside the subscription's owners. Empty: nobody, not even these. */
  emails: string[];
}

/**
 * Warns when an environment's costs near an amount. It lies on the subscription and filters by resource group: a budget
 * on our resource group would miss the clusters, which run in the managed one.
 */
export class MonthlyBudget extends pulumi.ComponentResource {
  readonly budget: Budget;

  constructor(name: string, args: MonthlyBudgetArgs, options?: pulumi.ComponentResourceOptions) {
    super("lakestage:azure:MonthlyBudget", name, {}, options);

    this.budget = new Budget(
      `${name}-budget`,
      {
        budgetName: args.budgetName,
        scope: `/subscriptions/${args.subscriptionId}`,
        category: "Cost",
        timeGrain: "Monthly",
        amount: args.amount,
        timePeriod: { startDate: `${args.startDate}T00:00:00Z` },
        filter: { dimensions: { name: "ResourceGroupName", operator: "In", values: args.resourceGroupNames } },
        ...(args.emails.length > 0 && { notifications: notifications(args) }),
      },
      // Azure fills in an end, and refuses a start that is not in the month in which the budget is made.
      { parent: this, ignoreChanges: ["timePeriod"] },
    );

    this.registerOutputs({});
  }
}

/** Azure takes none that goes to roles only: somebody must have an address. */
const notifications = ({ emails, warnAtPercent }: MonthlyBudgetArgs) =>
  Object.fromEntries(
    warnAtPercent.map((threshold) => [
      `actual-${threshold}-percent`,
      {
        enabled: true,
        operator: "GreaterThanOrEqualTo",
        threshold,
        thresholdType: "Actual",
        contactEmails: emails,
        contactRoles: ["Owner"],
      },
    ]),
  );
