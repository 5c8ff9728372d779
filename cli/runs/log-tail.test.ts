import { LogTail } from "./log-tail";

test("each whole line is told once, and a line that is begun when it is whole", () => {
  const tail = new LogTail();
  expect(tail.take("one\ntw")).toEqual(["one"]);
  expect(tail.take("one\ntwo\n")).toEqual(["two"]);
  expect(tail.take("one\ntwo\n")).toEqual([]);
});

test("at the end of a task, what has no end of a line is a line", () => {
  const tail = new LogTail();
  tail.take("begun");
  expect(tail.take("begun, done", true)).toEqual(["begun, done"]);
});

test("a log of which only the end is kept goes on where it was read to", () => {
  const tail = new LogTail();
  const lines = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, index) => `line ${from + index}\n`).join("");
  tail.take(lines(0, 100));
  expect(tail.take(lines(30, 102))).toEqual(["line 100", "line 101"]);
});

test("a log that shares nothing with what was read is told as it is", () => {
  const tail = new LogTail();
  tail.take("old\n");
  expect(tail.take("new\n")).toEqual(["new"]);
});

test("of a line that draws over itself the last form is told, and nothing that steers a terminal", () => {
  const esc = String.fromCharCode(27);
  const title = `${esc}]0;owned${String.fromCharCode(7)}`;
  const log = ` 10%\r 90%\r100%\n${esc}[31mred${esc}[0m${title}\n${String.fromCharCode(8)}a\tb\r\n`;
  expect(new LogTail().take(log)).toEqual(["100%", "red", "a\tb"]);
});
