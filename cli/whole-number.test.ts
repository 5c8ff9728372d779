import { wholeNumber } from "./whole-number";

const status = wholeNumber(400, 599);

test("a whole number of the range is read", () => {
  expect(["400", "503", "599"].map(status)).toEqual([400, 503, 599]);
  expect(wholeNumber(1)("12")).toBe(12);
});

test.each(["999", "399", "-5", "503.5", "", " ", "many", "Infinity"])("%p is refused with the range", (text) => {
  expect(() => status(text)).toThrow("It takes a whole number, 400 to 599.");
});

test.each(["0", "-1", "0.5", ""])("%p is refused where only the least is said", (text) => {
  expect(() => wholeNumber(1)(text)).toThrow("It takes a whole number, 1 or more.");
});
