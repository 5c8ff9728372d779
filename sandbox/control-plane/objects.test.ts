import { AccountObjects, WorkspaceObjects } from "./objects";
import { Store } from "./store";

interface Note {
  text: string;
}

const store = new Store(":memory:");
afterAll(() => store.close());

const [here, there] = [
  { store, workspaceId: 1 },
  { store, workspaceId: 11 },
];

const notes = new WorkspaceObjects<Note, readonly [folder: string, name: string]>("test.note");
const settings = new WorkspaceObjects<Note, []>("test.settings");

test("no key is read as another, whatever its parts hold", () => {
  for (const [folder, name] of [
    ["a", "b/c"],
    ["a/b", "c"],
    ["a%2Fb", "c"],
  ] as const) {
    notes.put(here, [folder, name], { text: `${name} in ${folder}` });
  }
  expect(notes.all(here, ["a"])).toEqual([{ text: "b/c in a" }]);
  expect(notes.get(here, ["a/b", "c"])).toEqual({ text: "c in a/b" });
  notes.removeAll(here, ["a"]);
  expect(notes.all(here)).toHaveLength(2);
});

test("a workspace that is gone takes its objects along, and nothing of one whose id begins alike", () => {
  for (const workspace of [here, there]) {
    notes.put(workspace, ["folder", "name"], { text: "kept" });
    settings.put(workspace, [], { text: "kept" });
  }
  for (const kept of [notes, settings]) kept.forget(store, here.workspaceId);
  expect([...notes.all(here), settings.get(here, [])]).toEqual([undefined]);
  expect([...notes.all(there), settings.get(there, [])]).toEqual([{ text: "kept" }, { text: "kept" }]);
});

test("what is missing is answered in the service's words", () => {
  const policies = new AccountObjects<Note>("test.policy");
  expect(() => policies.existing({ store }, "p")).toThrow("p does not exist.");
});
