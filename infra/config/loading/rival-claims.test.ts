import { directoryWithProjects, problemsOf, TRAINS } from "../../testing/one-project";
import { removeProjects } from "../../testing/project-directory";
import { projectProblems } from "./project-problems";

afterAll(removeProjects);

const served = (model: string): string => `${TRAINS.replace("lateness", model)}    inference: [online]\n`;

describe("two projects", () => {
  it("have schemas and endpoints of their own by their names", () => {
    expect(problemsOf({ "trains.yaml": served("lateness"), "buses.yaml": served("lateness") })).toEqual([]);
  });

  it("may not claim one schema: the one that chose the name is told", () => {
    expect(problemsOf({ "buses.yaml": `${TRAINS}schema: trains\n`, "trains.yaml": TRAINS })).toEqual([
      'projects/buses.yaml:11:9: schema "trains" is that of project "trains" already: set schema: to another name',
    ]);
  });

  it("may not claim one schema in one environment only", () => {
    const inProd = `${TRAINS}environments:\n  prod: { schema: trains }\n`;
    expect(problemsOf({ "buses.yaml": inProd, "trains.yaml": TRAINS })).toEqual([
      expect.stringContaining('projects/buses.yaml:12:19: schema "trains" is that of project "trains"'),
    ]);
  });

  it("may not have a schema that is the other's for metrics", () => {
    expect(problemsOf({ "trains.yaml": TRAINS, "trains-monitoring.yaml": TRAINS })).toEqual([
      expect.stringContaining('schema "trains_monitoring" is that of project "trains" already'),
    ]);
  });

  it("may not have endpoints of one name", () => {
    const files = { "trains.yaml": served("express_delay"), "trains-express.yaml": served("delay") };
    expect(problemsOf(files)).toEqual([
      expect.stringContaining('endpoint "trains-express-delay" is that of project "trains" already'),
    ]);
  });

  it("may have models of such names as long as no endpoint serves both", () => {
    const unserved = TRAINS.replace("lateness", "express_delay");
    expect(problemsOf({ "trains.yaml": unserved, "trains-express.yaml": served("delay") })).toEqual([]);
  });

  it("are no rivals where one of them cannot be read", () => {
    expect(problemsOf({ "buses.yaml": `${TRAINS}schema: trains\n`, "trains.yaml": "- nothing\n" })).toEqual([
      expect.stringMatching(/^projects\/trains\.yaml:1:1: the file is not keys and values/),
    ]);
  });
});

describe("a project's own schemas in several environments", () => {
  it("are no rivals of each other", () => {
    const project = `${TRAINS}environments:\n  dev: { schema: trains_monitoring }\n`;
    expect(problemsOf({ "trains.yaml": project })).toEqual([]);
  });
});

describe("where some projects are asked for", () => {
  const directory = (): string =>
    directoryWithProjects({
      "Misnamed.yaml": TRAINS,
      "buses.yaml": `${TRAINS}schema: trains\n`,
      "trains.yaml": TRAINS,
      "trams.yaml": `${TRAINS}paused: 1\n`,
    });
  const told = (...chosen: string[]): string[] => projectProblems(directory(), ["dev"], chosen).map(({ file }) => file);

  it("a rivalry is told when it is one of theirs, on either side", () => {
    expect(told("trains")).toEqual(["projects/buses.yaml"]);
    expect(told("buses")).toEqual(["projects/buses.yaml"]);
  });

  it("the mistakes of others are not", () => {
    expect(told("trams")).toEqual(["projects/trams.yaml"]);
    expect(told("nothing-of-this-name")).toEqual([]);
  });
});
