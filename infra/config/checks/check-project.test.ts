import { problemsOf, TRAINS } from "../../testing/one-project";
import { removeProjects } from "../../testing/project-directory";

afterAll(removeProjects);

const DEV = `config:
  lakestage:environment:
    stage: development
  lakestage:network:
    cidr: 10.10.0.0/20
`;

const ALERT = `alerts:
  too-late:
    description: Most trains are late.
    query: SELECT avg(late) AS late FROM {catalog}.{schema}.journeys
    column: late
    fires: { when: above, threshold: 0.5 }
`;

describe("a project without mistakes", () => {
  it("is told nothing of", () => {
    expect(problemsOf({ "trains.yaml": TRAINS })).toEqual([]);
  });
});

describe("what Databricks does not take", () => {
  it("is refused: more tags than a job has, and a schema that every catalog has", () => {
    const tags = Object.fromEntries(Array.from({ length: 22 }, (_, index) => [`tag-${index}`, "x"]));
    expect(
      problemsOf({ "trains.yaml": `${TRAINS}tags: ${JSON.stringify(tags)}\nschema: information_schema\n` }),
    ).toEqual([
      expect.stringMatching(/:11:7: "tags" must be at most 21: a job takes 25/),
      expect.stringMatching(/:12:9: "schema" must be another than .*"information_schema"/),
    ]);
  });
});

describe("a mistake in one part of a project", () => {
  it("hides none in another part", () => {
    const cycle = "jobs:\n  timetable:\n    tasks:\n      fetch: { run: fetch, dependsOn: [fetch] }\n";
    expect(problemsOf({ "trains.yaml": `${TRAINS}paused: sometimes\n${cycle}` })).toEqual([
      'projects/trains.yaml:11:9: "paused" must be true or false, not text',
      "projects/trains.yaml:15:39: tasks wait for each other, so that none can begin: fetch → fetch",
    ]);
  });

  it("hides none in another entry of the same section", () => {
    const broken = ALERT.replace("above", "over");
    const silent = ALERT.replace("alerts:\n", "").replace("too-late", "too-early");
    expect(problemsOf({ "trains.yaml": `${TRAINS}${broken}    notify: [team]\n${silent}` })).toEqual([
      expect.stringContaining('16:20: "when" must be'),
      expect.stringContaining("18:3: nobody hears of it"),
    ]);
  });

  it("is not told again as what other parts miss of it", () => {
    const wrong = TRAINS.replace("[journey_id]", "7").replace("label: late", "label: Late");
    const alert = `${ALERT}    retrain: lateness\n`;
    expect(problemsOf({ "trains.yaml": wrong + alert })).toEqual([
      'projects/trains.yaml:5:29: "primaryKey" must be a list, not a number',
      expect.stringMatching(/:10:12: "label" must be lower-case letters/),
    ]);
  });

  it("leaves an online store that is said wrongly one that is said", () => {
    const copied = TRAINS.replace("[journey_id] }", "[journey_id], online: {} }");
    expect(problemsOf({ "trains.yaml": `${copied}onlineStore: { retentionDays: 1 }\n` })).toEqual([
      'projects/trains.yaml:11:31: "retentionDays" must be at least 2',
    ]);
  });
});

describe("a mistyped key", () => {
  it("is read as what was meant, so that what stands below it is checked", () => {
    const thresholds = "    tresholds:\n      rmse: { atMost: 1 }\n";
    expect(problemsOf({ "trains.yaml": TRAINS + thresholds })).toEqual([
      'projects/trains.yaml:11:5: unknown key "tresholds"; did you mean "thresholds"?',
      expect.stringContaining('projects/trains.yaml:12:13: no metric "rmse" is logged for classification'),
    ]);
  });

  it("beside the key that was meant is left out", () => {
    const twice = TRAINS.replace("label: late", "label: late\n    labell: later");
    expect(problemsOf({ "trains.yaml": twice })).toEqual([
      'projects/trains.yaml:11:5: unknown key "labell"; did you mean "label"?',
    ]);
  });

  it("in a list's item is found there", () => {
    const online = "    inference: [online]\n    online:\n      rateLimits: [{ kye: user, callsPerMinute: 0 }]\n";
    expect(problemsOf({ "trains.yaml": TRAINS + online })).toEqual([
      'projects/trains.yaml:13:22: unknown key "kye"; did you mean "key"?',
      'projects/trains.yaml:13:49: "callsPerMinute" must be at least 1',
    ]);
  });
});

describe("what depends on the environment", () => {
  const big = { "trains.yaml": `${TRAINS}compute: { workers: 8 }\n` };

  it("is told with every environment that says so, at once", () => {
    expect(problemsOf(big)).toEqual([
      'projects/trains.yaml:11:21: "workers" is 8, more than the environment allows (dev, prod, staging: 4)',
    ]);
  });

  it("is told of the environments that are looked at only", () => {
    expect(problemsOf(big, ["prod"])).toEqual([
      'projects/trains.yaml:11:21: "workers" is 8, more than the environment allows (prod: 4)',
    ]);
  });

  it("is not guessed where the environment itself has mistakes", () => {
    expect(problemsOf(big, ["nowhere"])).toEqual([]);
  });
});

describe("training that an alert starts", () => {
  const starting = `${TRAINS}${ALERT}    retrain: lateness\n`;
  const inDev = (sections: string): string[] =>
    problemsOf({ "trains.yaml": starting, "../Pulumi.dev.yaml": `${DEV}${sections}` }, ["dev"]);

  it("is let into a workspace that answers on the internet", () => {
    expect(inDev("")).toEqual([]);
  });

  it("is told where the workspace does not", () => {
    expect(inDev("    publicAccess: false\n")).toEqual([
      "projects/trains.yaml:17:14: starts training by a call from the internet, which the environment shuts out: " +
        "leave it out, and let training start by its schedule or by a table (dev: network.publicAccess is off)",
    ]);
  });

  it("asks for its callers' addresses where others are shut out", () => {
    const list = "  lakestage:workspace:\n    ipAccessList: [198.51.100.17]\n";
    expect(inDev(list)).toEqual([
      expect.stringContaining(
        "set retraining.callerAddresses to their addresses in the region (dev: workspace.ipAccessList)",
      ),
    ]);
    expect(inDev(`${list}  lakestage:retraining:\n    callerAddresses: [192.0.2.77]\n`)).toEqual([]);
  });
});

describe("names that follow from a model's", () => {
  const served = (model: string): string => `${TRAINS.replace("lateness", model)}    inference: [online]\n`;

  it("may be as long as an endpoint's name", () => {
    expect(problemsOf({ "trains.yaml": served("m".repeat(56)) })).toEqual([]);
  });

  it("are refused when they are longer", () => {
    expect(problemsOf({ "trains.yaml": served("m".repeat(57)) })).toEqual([
      expect.stringContaining("of 64 characters; 63 are allowed"),
    ]);
  });
});
