import { readFileSync } from "node:fs";
import { catalogue } from "../../sandbox/catalogue";
import { CLIENT_PATHS, type ClientPath, EXCEPTIONS, isExcepted, operationsAt } from "./answers";

const paths = JSON.parse(readFileSync(CLIENT_PATHS, "utf8")) as ClientPath[];

test("every address that a client calls is an operation's, or there is a reason why not", () => {
  const open = paths.filter(
    ({ path }) =>
      operationsAt(catalogue(), path).length === 0 && !EXCEPTIONS.some((exception) => isExcepted(path, exception)),
  );
  expect(open).toEqual([]);
});

test("every reason is about an address that is called", () => {
  const unused = EXCEPTIONS.filter((exception) => !paths.some(({ path }) => isExcepted(path, exception)));
  expect(unused).toEqual([]);
});
