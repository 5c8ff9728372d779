import { Storage } from "./storage";

const storage = new Storage("/home/storage");

test("a place in storage is a folder by account and container", () => {
  expect(storage.fileOf("abfss://prod@lake.dfs.core.windows.net/a/b")).toBe("/home/storage/lake/prod/a/b");
});

test.each([
  "abfss://prod@lake.dfs.core.windows.net/../../token-key",
  "abfss://..@lake.dfs.core.windows.net/a",
  "abfss://prod@../a",
  "file:///etc/passwd",
  "/etc/passwd",
])("%s is no place in storage", (url) => {
  expect(storage.fileOf(url)).toBeUndefined();
});
