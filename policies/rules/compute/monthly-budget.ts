import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";

const BUDGET = "azure-native:consumption:Budget";

export const rule = stackRule({
  id: "LSCOST013",
  title: "Every environment has a monthly budget",
  why: `Without a budget the invoice is the first to tell, a month after something began to cost. One for a quarter or a year
tells when most of it is gone.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO"],
  remediation:
    "Declare a budget for the environment, with the amount of `budget.monthlyAmount` and `timeGrain: Monthly`.",
  example: "config:\n  lakestage:budget:\n    monthlyAmount: 2000",
  types: [BUDGET],
  check(stack, report, { kind, settings }) {
    // What the environment and its projects cost is counted there too.
    if (kind !== "platform") return;
    if (stack.ofType(BUDGET).length === 0) report("the environment has no budget");
    stack.each(BUDGET, (budget) => {
      const { amount, timeGrain } = budget.props;
      const { monthlyAmount } = settings.budget;
      if (amount > monthlyAmount) report(`its budget is ${amount}, not ${monthlyAmount}`, budget, "amount");
      if (timeGrain !== "Monthly") report(`its budget is counted ${timeGrain}`, budget, "timeGrain");
    });
  },
});
