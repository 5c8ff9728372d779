import { isTimeZone } from "./time-zones";

describe("a time zone", () => {
  it.each(["UTC", "Europe/Amsterdam", "America/New_York", "Etc/GMT+5", "GMT+2", "GMT-03:30"])("may be %s", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(["Amsterdam", "+01:00", "", "CEST!", "Europe/Atlantis", "GMT+24", "GMT+2:60", "UTC+2"])(
    "may not be %p",
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});
