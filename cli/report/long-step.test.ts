import { duringLongStep } from "./long-step";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test("a step that takes long says so at least every ten seconds, and no more once it has ended", async () => {
  const noted: string[] = [];
  let end: (value: string) => void = () => {};
  const step = duringLongStep({ note: (text) => void noted.push(text) }, "reading states", () => {
    return new Promise<string>((resolve) => {
      end = resolve;
    });
  });
  jest.advanceTimersByTime(8000);
  expect(noted).toEqual([]);
  jest.advanceTimersByTime(12_000);
  expect(noted).toEqual(["reading states: 8 s so far", "reading states: 17 s so far"]);
  end("done");
  expect(await step).toBe("done");
  jest.advanceTimersByTime(60_000);
  expect(noted).toHaveLength(2);
});

test("a step that fails says nothing more, and fails as it did", async () => {
  const noted: string[] = [];
  const failing = duringLongStep({ note: (text) => void noted.push(text) }, "reading", () =>
    Promise.reject(new Error("no")),
  );
  await expect(failing).rejects.toThrow("no");
  jest.advanceTimersByTime(60_000);
  expect(noted).toEqual([]);
});
