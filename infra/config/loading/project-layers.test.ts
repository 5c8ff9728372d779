import { DEFAULTS, problemsOf, settingsOf, TRAINS } from "../../testing/one-project";
import { removeProjects } from "../../testing/project-directory";

afterAll(removeProjects);

const modelOf = (files: Record<string, string>, environment = "dev") => {
  const { lateness } = settingsOf(files, environment).models;
  if (!lateness) throw new Error("the project has no such model");
  return lateness;
};

describe("who says what of a project", () => {
  it("goes from the defaults, by their part for the environment and the project, to its part for the environment", () => {
    const said = (workers: number): string => `compute: { workers: ${workers} }\n`;
    const inDev = (workers: number): string => `environments:\n  dev: { compute: { workers: ${workers} } }\n`;
    const workers = (defaults: string, project: string): number =>
      settingsOf({ "_defaults.yaml": DEFAULTS + defaults, "trains.yaml": TRAINS + project }).compute.workers;
    expect(workers("", "")).toBe(0);
    expect(workers(said(1), "")).toBe(1);
    expect(workers(said(1) + inDev(2), "")).toBe(2);
    expect(workers(said(1) + inDev(2), said(3))).toBe(3);
    expect(workers(said(1) + inDev(2), said(3) + inDev(4))).toBe(4);
  });

  it("differs in the environment that is named, and in no other", () => {
    const files = { "trains.yaml": `${TRAINS}environments:\n  prod: { paused: true }\n` };
    expect([settingsOf(files, "prod").paused, settingsOf(files, "dev").paused]).toEqual([true, false]);
  });

  it("is merged key by key, and lists are replaced", () => {
    const defaults = `${DEFAULTS}tags: { one: "1", two: "2" }\n`;
    const project = `${TRAINS}tags: { two: "3" }\nenvironments:\n  dev: { team: { contacts: [dev@lakestage.example] } }\n`;
    const settings = settingsOf({ "_defaults.yaml": defaults, "trains.yaml": project });
    expect(settings.tags).toEqual({ one: "1", two: "3" });
    expect(settings.team).toEqual({ name: "timekeepers", contacts: ["dev@lakestage.example"] });
  });
});

describe("an empty value", () => {
  const scheduled = `${DEFAULTS}batch:\n  start:\n    schedule: { cron: "0 0 5 * * ?" }\n`;

  it("takes away what the defaults say", () => {
    const project = `${TRAINS}batch:\n  start:\n    schedule:\n    onTableUpdate: [journeys]\n`;
    const { start } = modelOf({ "_defaults.yaml": scheduled, "trains.yaml": project }).batch;
    expect(start).toEqual({ onTableUpdate: ["journeys"] });
  });

  it("of a model takes away what is said for all models", () => {
    const project = `${TRAINS}    batch: { start: null }\n`;
    expect(modelOf({ "_defaults.yaml": scheduled, "trains.yaml": project }).batch.start).toEqual({});
  });

  it("in one environment leaves the others what they have", () => {
    const project = `${TRAINS}environments:\n  dev: { models: { lateness: { batch: { start: null } } } }\n`;
    const files = { "_defaults.yaml": scheduled, "trains.yaml": project };
    expect(modelOf(files, "dev").batch.start).toEqual({});
    expect(modelOf(files, "prod").batch.start).toHaveProperty("schedule.cron", "0 0 5 * * ?");
  });

  it("makes room for what is said anew", () => {
    const project = `${TRAINS}batch:\nenvironments:\n  dev: { batch: { output: scored } }\n`;
    const { batch } = modelOf({ "_defaults.yaml": scheduled, "trains.yaml": project });
    expect(batch).toMatchObject({ output: "scored", start: {} });
  });

  it("of what must be there is the mistake's place", () => {
    expect(problemsOf({ "trains.yaml": `${TRAINS}environments:\n  prod: { description: }\n` })).toEqual([
      'projects/trains.yaml:12:24: missing key "description"',
    ]);
  });

  it("under a name that nothing has is a mistake too", () => {
    expect(problemsOf({ "trains.yaml": `${TRAINS}compute: { nodetype: }\n` })).toEqual([
      'projects/trains.yaml:11:12: unknown key "nodetype"; did you mean "nodeType"?',
    ]);
  });
});

describe("what is said for all models", () => {
  it("holds for each, where it says nothing else", () => {
    const project = `${TRAINS}    training: { retries: 4 }\ntraining: { retries: 2, timeoutMinutes: 30 }\n`;
    expect(modelOf({ "trains.yaml": project }).training).toMatchObject({ retries: 4, timeoutMinutes: 30 });
  });

  it("and is a mistake, is told where it is said, once", () => {
    const second = TRAINS.slice(TRAINS.indexOf("  lateness:")).replace("lateness", "cancellation");
    const project = `${TRAINS}${second}    batch: { output: cancellations }\ntraining: { retries: 99 }\n`;
    expect(problemsOf({ "trains.yaml": project })).toEqual([
      'projects/trains.yaml:16:22: "retries" must be at most 10',
    ]);
  });
});

describe("a mistake in a project's files", () => {
  it("that an environment's part makes is told there", () => {
    expect(problemsOf({ "trains.yaml": `${TRAINS}environments:\n  prod: { compute: { workers: x } }\n` })).toEqual([
      'projects/trains.yaml:12:31: "workers" must be a number, not text',
    ]);
  });

  it("of which environments' parts hold other keys is told once, where it is for all of them", () => {
    const parts =
      "environments:\n  dev: { models: { lateness: { metrics: [a] } } }\n  prod: { models: { lateness: {} } }\n";
    expect(problemsOf({ "trains.yaml": TRAINS.replace("    label: late\n", "") + parts })).toEqual([
      'projects/trains.yaml:7:3: missing key "label"',
    ]);
  });

  it("that the defaults make is told of the defaults, once for all projects", () => {
    const other = TRAINS.replace("lateness", "crowding");
    const files = { "_defaults.yaml": `${DEFAULTS}paused: 1\n`, "trains.yaml": TRAINS, "crowds.yaml": other };
    expect(problemsOf(files)).toEqual(['projects/_defaults.yaml:2:9: "paused" must be true or false, not a number']);
  });

  it("named like what objects have anyway is a key as any other", () => {
    expect(problemsOf({ "trains.yaml": `${TRAINS}constructor: 1\n` })).toEqual([
      expect.stringContaining('11:1: unknown key "constructor"'),
    ]);
  });

  it("that programs lose is refused, where any key may stand too", () => {
    for (const line of ["__proto__: { paused: true }", "tags: { __proto__: x }"]) {
      expect(problemsOf({ "trains.yaml": `${TRAINS}${line}\n` })).toEqual([
        expect.stringContaining("no program keeps a key of this name"),
      ]);
    }
  });
});
