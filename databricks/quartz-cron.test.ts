import { cronFault } from "./quartz-cron";

describe("a Quartz cron", () => {
  it.each([
    ["0 0 5 * * ?", "every day at 5"],
    ["0 0/15 8-18 ? * MON-FRI", "every quarter of an hour of a working day"],
    ["0 0 1 L * ?", "the last day of the month"],
    ["0 0 1 ? * 6L", "the last Friday of the month"],
    ["0 0 1 ? * 6#3", "the third Friday of the month"],
    ["0 0 1 15W * ?", "the working day nearest to the 15th"],
    ["0 5/15 * * * ?", "from five past, every quarter of an hour"],
    ["0 0 0 29 2 ?", "leap days"],
    ["0 0 5 1 1 ? 2099", "one day of a year to come"],
    ["0 0 0 1 JAN,JUL ?", "two months by name"],
    ["0 0 1 ? * L", "every Saturday"],
    ["0 0 1 ? * fril", "the last Friday of the month"],
    ["0 0 1 L-3 * ?", "three days before the last of the month"],
    ["0 0 1 L-3W * ?", "the working day nearest to that"],
    ["0 0 22-2 * * ?", "hours around midnight"],
    ["0 0 1 ? * FRI-MON", "a long weekend"],
    ["0 0 1 ? NOV-FEB SUN/2", "days of the week, in winter"],
    [" 0  0 5 * * ? ", "with more blanks than it needs"],
  ])("%s is good: %s", (cron) => {
    expect(cronFault(cron)).toBeUndefined();
  });

  it.each([
    ["0 0 0 30 2 ?", "never fires"],
    ["0 0 0 31 4,6,9,11 ?", "never fires"],
    ["0 0 5 1 1 ? 2020", "never fires"],
    ["0 5 * * *", "must have 6 or 7 fields"],
    ["", "must have 6 or 7 fields"],
    ["0 0 5 * * * * *", "must have 6 or 7 fields"],
    ["0 0 5 * * *", "must have ? in one"],
    ["0 0 5 ? * ?", "must have ? in one"],
    ["0 0 24 * * ?", "must be a Quartz cron"],
    ["0 60 5 * * ?", "must be a Quartz cron"],
    ["0 0 5 ? * 8", "must be a Quartz cron"],
    ["0 0 5 32 * ?", "must be a Quartz cron"],
    ["0 0 1 L,15 * ?", "must be a Quartz cron"],
    ["0 0 1 ? * MON,WED#2", "must be a Quartz cron"],
    ["0 0 1 L-31 * ?", "must be a Quartz cron"],
    ["0 0 1 15W,16 * ?", "must be a Quartz cron"],
    ["0 0 1 * * ? 2099-2027", "must be a Quartz cron"],
    ["at five in the morning please", "must be a Quartz cron"],
  ])("%s is refused: it %s", (cron, why) => {
    expect(cronFault(cron)).toContain(why);
  });
});
