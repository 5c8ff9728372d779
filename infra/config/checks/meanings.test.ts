import { problemsOf, settingsOf, TRAINS } from "../../testing/one-project";
import { removeProjects } from "../../testing/project-directory";
import { queryText } from "../query-text";

afterAll(removeProjects);

/** What is said of the project with more sections, without file and place. */
const saidOf = (more: string, trains = TRAINS): string[] =>
  problemsOf({ "trains.yaml": trains + more }, ["dev"]).map((line) => line.replace(/^\S+ /, ""));

const sourced = (source: string): string => `source: ${source}\n`;

describe("a repository", () => {
  const at = (repository: string, provider = "null"): string[] =>
    saidOf(sourced(`{ repository: "${repository}", provider: ${provider} }`));

  it.each([
    "https://github.com/acme/mlops",
    "https://dev.azure.com/acme/ml/_git/mlops",
    "https://GitLab.com/acme/mlops",
    "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/mlops",
  ])("of which the host tells the service is taken: %s", (repository) => {
    expect(at(repository)).toEqual([]);
  });

  it.each([
    ["https://git.corp.example/team/mlops", 'it must be "gitHub"'],
    ["https://github.corp.example/team/mlops", "provider: gitHubEnterprise"],
    ["https://acme.visualstudio.com/ml/_git/mlops", "provider: azureDevOpsServices"],
    ["https://github.com:443/acme/mlops", "provider: gitHub"],
    ["https://gitlab.corp.example/team/mlops", "provider: gitLabEnterpriseEdition"],
  ])("elsewhere needs its service: %s", (repository, advice) => {
    expect(at(repository)).toEqual([expect.stringMatching(new RegExp(`needs source.provider.*${advice}`))]);
    expect(at(repository, "gitLabEnterpriseEdition").join()).not.toContain("needs source.provider");
  });

  it("is of the service that its host is", () => {
    expect(at("https://github.com/acme/mlops", "gitLab")).toEqual([
      '"provider" must be "gitHub", whose host the repository is on',
    ]);
  });
});

describe("a tag", () => {
  it.each([
    [`cost: ${"x".repeat(257)}`, "must have at most 256 characters"],
    ["cost: 費用", "must be of Latin letters"],
    ["creator: me", 'every cluster gets a tag "creator"'],
  ])("%s is refused", (tag, why) => {
    expect(saidOf(`tags: { ${tag} }\n`)).toEqual([expect.stringContaining(why)]);
  });
});

describe("a time zone", () => {
  const at = (timezone: string): string[] =>
    saidOf(`monitoring: { schedule: { cron: "0 0 5 * * ?", timezone: ${timezone} } }\n`);

  it.each(["UTC", "Europe/Amsterdam", "US/Eastern", "GMT+2", "Asia/Calcutta"])("%s is taken", (zone) => {
    expect(at(zone)).toEqual([]);
  });

  it.each([
    ["europe/amsterdam", "Europe/Amsterdam"],
    ["utc", "UTC"],
    ["us/eastern", "US/Eastern"],
    ["Amsterdam", "Europe/Amsterdam"],
    ["Europe/Amsterdan", "Europe/Amsterdam"],
  ])("%s is refused, for %s", (zone, meant) => {
    expect(at(zone)).toEqual([expect.stringContaining(`did you mean "${meant}"?`)]);
  });
});

describe("a schedule", () => {
  it("leaves ten seconds between a job's runs", () => {
    const at = (cron: string): string[] => saidOf(`monitoring: { schedule: { cron: "${cron}" } }\n`);
    expect(at("* * * * * ?")).toEqual([expect.stringContaining("fires again after 1 second, and must leave 10")]);
    expect(at("0,0/10 * * * * ?")).toEqual([]);
  });
});

describe("a name that nothing has", () => {
  it.each([
    ["features: { start: { onTableUpdate: [journey] } }\n", "journey", "journeys"],
    [
      "jobs: { own: { tasks: { go: { run: score } }, start: { onTableUpdate: [predictons] } } }\n",
      "predictons",
      "predictions",
    ],
    [
      `${alert("SELECT 1 AS value")}    needs: [trains_monitoring.lateness_metricz]\n`,
      "trains_monitoring.lateness_metricz",
      "trains_monitoring.lateness_metrics",
    ],
    ["monitors: { p: { table: prediction } }\n", "prediction", "predictions"],
    ["monitors: { p: { table: predictions, baseline: journeyz } }\n", "journeyz", "journeys"],
    ["snapshots: { tables: { journes: {} } }\n", "journes", "journeys"],
    [
      alert("SELECT value FROM {catalog}.{monitoring}.lateness_metric"),
      "trains_monitoring.lateness_metric",
      "trains_monitoring.lateness_metrics",
    ],
  ])("of a table is met with the nearest: %#", (more, name, meant) => {
    const merged = more.startsWith("features")
      ? TRAINS.replace("features:\n", "features:\n  start: { onTableUpdate: [journey] }\n")
      : TRAINS;
    expect(saidOf(more.startsWith("features") ? "" : more, merged)).toEqual([
      `no job of the project writes a table "${name}"; did you mean "${meant}"?`,
    ]);
  });

  it("is nobody's slip where it differs by much, or by a number", () => {
    expect(saidOf("monitors: { p: { table: timetable }, q: { table: predictions_2 } }\n")).toEqual([]);
  });

  it("of a column that inference writes is met with the model's", () => {
    expect(
      saidOf(
        "monitors: { p: { table: predictions, profile: inferenceLog, timestamp: predicted_ad, label: churned } }\n",
      ),
    ).toEqual([
      'inference writes no column "predicted_ad"; did you mean "predicted_at"?',
      '"label" must be "late", which the model predicts, not "churned"',
    ]);
  });

  it("of a command is met with the package's", () => {
    const job = "jobs: { own: { tasks: { go: { run: scroe } } } }\n";
    expect(
      problemsOf(
        {
          "trains.yaml": TRAINS + job,
          "../pipelines/pyproject.toml": '[project]\nname = "lakestage-pipelines"\n[project.scripts]\nscore = "a:b"\n',
        },
        ["dev"],
      ),
    ).toEqual([expect.stringContaining('the project\'s package has no command "scroe"; did you mean "score"?')]);
    expect(saidOf(job)).toEqual([]);
  });
});

describe("a bound", () => {
  it.each([
    ["f1: { atLeast: 5 }", "f1 is 1 at most"],
    ["log_loss: { atMost: -1 }", "log_loss is 0 at least"],
    ["recall: { atMost: -0.1 }", "recall is 0 at least"],
  ])("that no version could keep is refused: %s", (bound, why) => {
    expect(saidOf(`    thresholds: { ${bound} }\n`)).toEqual([`no version could keep this: ${why}`]);
    expect(saidOf(`    sliceThresholds: { ${bound} }\n`)).toEqual([`no version could keep this: ${why}`]);
  });

  it.each(["latencyMilliseconds: -5", "latencyMilliseconds: 0", "sliceGaps: { carrier: { f1: -1 } }"])(
    "is not less than nothing: %s",
    (bound) => {
      expect(saidOf(`    ${bound}\n`)).toEqual([expect.stringContaining("no version could keep less")]);
    },
  );

  it("of no difference at all can be kept", () => {
    expect(saidOf("    sliceGaps: { carrier: { f1: 0 } }\n")).toEqual([]);
  });
});

describe("a bound", () => {
  it.each([
    ["recall: { atLeast: -3 }", "recall is 0 at least"],
    ["f1: { atMost: 1.5 }", "f1 is 1 at most"],
  ])("that keeps nothing away is refused: %s", (bound, why) => {
    expect(saidOf(`    thresholds: { ${bound} }\n`)).toEqual([`this bound keeps nothing away: ${why}`]);
  });

  it("may be at the ends, and anywhere of a metric that only the code knows", () => {
    expect(
      saidOf("    metrics: [profit]\n    thresholds: { f1: { atLeast: 0, atMost: 1 }, profit: { atLeast: -3 } }\n"),
    ).toEqual([]);
  });

  it("is told beside others that are no bounds, crossed or empty, and whatever else of the model is wrong", () => {
    const wrong = TRAINS.replace("label: late", "label: Late");
    const bounds = "{ f1: { atLeast: 5, atMost: 2 }, recall: 7, accuracy: {}, precision: { atLeast: x, atMost: -1 } }";
    expect(saidOf(`    thresholds: ${bounds}\n    margin: 3\n`, wrong)).toEqual([
      expect.stringContaining('"label" must be'),
      expect.stringContaining('"f1" must have an atLeast that is not above its atMost'),
      "no version could keep this: f1 is 1 at most",
      "this bound keeps nothing away: f1 is 1 at most",
      expect.stringContaining('"recall" must be keys and values'),
      expect.stringContaining('"accuracy" must have atLeast, atMost or both'),
      '"atLeast" must be a number',
      "no version could keep this: precision is 0 at least",
      "no version could be so much better: f1 lies between 0 and 1",
    ]);
  });
});

describe("columns that cannot be what they are named for", () => {
  const keyed = TRAINS.replace("[journey_id]", "[journey_id], timestamp: departs");

  it.each([
    ["label: prediction", 'inference writes a column "prediction" of its own beside it: call the label otherwise'],
    ["label: journey_id", '"journey_id" is part of the primary key of "journeys", which nobody predicts'],
    ["label: departs", '"departs" is the time of the rows of "journeys", which nobody predicts'],
  ])("of a model: %s", (label, why) => {
    expect(saidOf("", keyed.replace("label: late", label))).toEqual([why]);
  });

  it.each([
    ["{ table: x, timestamp: at }", '"timestamp" is for the profiles inferenceLog and timeSeries'],
    ["{ table: x, profile: timeSeries, timestamp: at, label: late }", '"label" is for the profile inferenceLog'],
    ["{ table: x, baseline: x }", '"baseline" is the table itself'],
    [
      "{ table: x, profile: inferenceLog, timestamp: prediction }",
      '"timestamp" and "prediction" are one column: name one for each',
    ],
    [
      '{ table: x, metrics: { m: { type: aggregate, columns: [":table", a], definition: count(1) } } }',
      '":table" is all columns together',
    ],
    ['{ table: x, metrics: { m: { type: aggregate, columns: [""], definition: count(1) } } }', "must be one line"],
  ])("of a monitor: %s", (monitor, why) => {
    expect(saidOf(`monitors: { m: ${monitor} }\n`)).toEqual([expect.stringContaining(why)]);
  });
});

describe("what is said in vain", () => {
  it.each([
    ["    metrics: [f1]\n", '"f1" is logged for classification anyway: take it out'],
    ['    hyperparameters: { "": 1 }\n', '"" is empty, and must be a name'],
    [sourced("{ branch: main..x }"), '"branch" must be a branch\'s name: letters'],
    [sourced("{ branch: /main }"), '"branch" must be a branch\'s name: letters'],
    [
      `${alert("SELECT 1 AS value")}    aggregate: count\n`.replace("above, threshold: 1", "below, threshold: 0"),
      "it would never fire: a count is 0 at least",
    ],
    [
      `${alert("SELECT 1 AS value")}    aggregate: stddev\n`.replace("above, threshold: 1", "above, threshold: -1"),
      "it would always fire: a stddev is 0 at least",
    ],
    [
      alert("SELECT 1 AS value").replace("[team]", "[a@lakestage.example, A@lakestage.example]"),
      '"A@lakestage.example" is named twice',
    ],
    [
      "snapshots: { tables: { journeys: { fraction: 1e-400 } } }\n",
      '"fraction" is so small a number that programs take it for 0',
    ],
    [
      "    inference: [batch, online]\n    batch: { output: lateness_requests_payload }\n",
      "is written by the endpoint of lateness",
    ],
  ])("is told: %#", (more, why) => {
    expect(saidOf(more)).toEqual([expect.stringContaining(why)]);
  });
});

describe("a margin", () => {
  it.each([
    ["margin: 1.5", "no version could be so much better: f1 lies between 0 and 1"],
    ["margin: -2", "any version would take over: f1 lies between 0 and 1"],
    ["margin: 1\n    comparedBy: recall", "no version could be so much better: recall lies between 0 and 1"],
  ])("beyond what the metric can be is refused: %s", (said, why) => {
    expect(saidOf(`    ${said}\n`)).toEqual([why]);
  });

  it("may be any of a metric without ends", () => {
    expect(saidOf("    margin: 5\n    comparedBy: log_loss\n")).toEqual([]);
    expect(saidOf("    margin: 5\n", TRAINS.replace("classification", "regression"))).toEqual([]);
  });
});

describe("a task", () => {
  const at = (task: string): string[] =>
    problemsOf(
      {
        "trains.yaml": `${TRAINS}jobs: { own: { tasks: { go: ${task} } } }\n`,
        "../pipelines/pyproject.toml": '[project]\nname = "lakestage-pipelines"\n[project.scripts]\nscore = "a:b"\n',
        "../pipelines/generated/tasks.json": JSON.stringify({
          score: { properties: { catalog: {}, model: {}, output: {} }, required: ["catalog", "model"] },
        }),
      },
      ["dev"],
    ).map((line) => line.replace(/^\S+ /, ""));

  it.each([
    [
      "{ run: score, parameters: { model: latenes } }",
      'names no model of the project: "latenes"; did you mean "lateness"?',
    ],
    [
      "{ run: score, parameters: { model: lateness, outptu: x } }",
      '"score" takes no parameter "outptu"; did you mean "output"?',
    ],
    [
      "{ run: score, parameters: { model: lateness, zzz: x } }",
      '"score" takes no parameter "zzz"; it must be "model" or "output"',
    ],
    ["{ run: score }", '"score" needs the parameter "model"'],
  ])("is told only what its command knows: %s", (task, why) => {
    expect(at(task)).toEqual([why]);
  });

  it("may be told what is known when it runs", () => {
    expect(at('{ run: score, parameters: { model: "{{job.parameters.model}}" } }')).toEqual([]);
  });
});

describe("a project whose name is one of the service's", () => {
  it("needs another for its schema", () => {
    const said = (more: string) => problemsOf({ "information-schema.yaml": TRAINS + more }, ["dev"]);
    expect(said("")).toEqual([
      'projects/information-schema.yaml:1:1: its schema would be called "information_schema", a name of the service\'s own: set schema: to another name',
    ]);
    expect(said("schema: information\n")).toEqual([]);
  });
});

function alert(query: string, column = "value"): string {
  return `alerts:\n  a:\n    description: Look.\n    query: >-\n      ${query}\n    column: ${column}\n    fires: { when: above, threshold: 1 }\n    notify: [team]\n`;
}

describe("an alert", () => {
  it.each([
    ["SELECT 1 AS value; SELECT 2", '"query" must be one statement'],
    ["SELECT value FROM t WHERE a = :p", '"query" has a parameter :p'],
    ["SELECT (1 AS value", '"query" has a bracket'],
    ["SELECT '{x}' AS value", "{x} stands for nothing"],
  ])("that can never fire is refused: %s", (query, why) => {
    expect(saidOf(alert(query))).toEqual([expect.stringContaining(why)]);
  });

  it.each([
    ["SELECT count(*) FROM t", "value", "; give one a name in the query: AS value"],
    ["SELECT count(*), n FROM t", "value", '; it must be "n", or give one a name in the query: AS value'],
    ["SELECT a / 2, valeu FROM t", "value", '; did you mean "valeu"?'],
  ])("watches no column that its query cannot answer with: %s", (query, column, advice) => {
    expect(saidOf(alert(query, column))).toEqual([`the query answers with no column "${column}"${advice}`]);
  });

  it("may watch a column by its expression", () => {
    expect(saidOf(alert("SELECT count(*) FROM t", '"count(1)"'))).toEqual([]);
  });

  it("is told that its query is none", () => {
    expect(saidOf(alert("SELEC 1 AS value"))).toEqual([
      '"query" is no statement that can be read: it must begin with SELECT, WITH, FROM, VALUES or TABLE',
    ]);
  });

  it("watches a column of its query", () => {
    expect(saidOf(alert("SELECT 1 AS value", "valeu"))).toEqual([
      'the query answers with no column "valeu"; did you mean "value"?',
    ]);
  });

  it("is not looked at every second", () => {
    expect(saidOf(`${alert("SELECT 1 AS value")}    schedule: { cron: "* * * * * ?" }\n`)).toEqual([
      expect.stringContaining("must leave 60"),
    ]);
  });

  it("may have a brace in its text", () => {
    const values = { catalog: "dev", schema: "trains", monitoring: "trains_monitoring" };
    expect(saidOf(alert("SELECT '{{x}}' AS value"))).toEqual([]);
    expect(queryText("SELECT '{{x}}', '{\"a\":{}}' FROM {catalog}.{schema}.t", values)).toBe(
      "SELECT '{x}', '{\"a\":{}}' FROM dev.trains.t",
    );
  });
});

describe("a monitor", () => {
  it("tells five people at most", () => {
    const people = Array.from({ length: 6 }, (_, index) => `p${index}@lakestage.example`).join(", ");
    const trains = TRAINS.replace("timekeepers@lakestage.example", people);
    expect(saidOf("", trains)).toEqual([]);
    expect(saidOf("monitors: { m: { table: predictions } }\n", trains)).toEqual([
      expect.stringContaining('"contacts" must name at most 5 addresses'),
    ]);
  });

  const metric = (name: string, type: string, definition: string, columns = "[late]"): string =>
    `monitors:\n  m:\n    table: predictions\n    metrics:\n      ${name}: { type: ${type}, columns: ${columns}, definition: "${definition}" }\n`;

  it.each([
    [metric("share", "aggregate", "avg({{nosuch}})"), "{{nosuch}} stands for nothing"],
    [metric("share", "aggregate", "avg({{ input_colum }})"), 'did you mean "input_column"?'],
    [metric("share", "aggregate", "avg({{input_column}}"), "has a bracket"],
    [metric("avg", "aggregate", "avg({{input_column}})"), '"avg" is a column of every monitor'],
    [metric("moved", "drift", "{{current_df}}.total - 1"), "lacks {{base_df}}"],
    [metric("share", "aggregate", "avg({{base_df}}.total)"), "is for metrics of type drift only"],
    [metric("share", "aggregate", "avg({{prediction_col}})"), "is for the profile inferenceLog only"],
    [metric("share", "aggregate", "avg({{input_column}})", '[":table"]'), "is the whole table"],
    [metric("share", "aggregate", "(SELECT 1)"), "cannot hold SELECT"],
    [metric("share", "aggregate", "{{input_column}} / 2"), "needs an aggregate function"],
    [metric("share", "aggregate", "abs({{input_column}})"), "needs an aggregate function"],
    [metric("share", "aggregate", "avg({{input_column}}) AS share"), "AS gives it a name"],
    [metric("share", "derived", "sum(total)"), "cannot hold sum(): a metric of type derived sees other metrics"],
    [metric("moved", "drift", "avg({{current_df}}.total) - {{base_df}}.total"), "cannot hold avg()"],
    ['monitors: { m: { table: predictions, slices: ["late AS l"] } }\n', "AS gives it a name"],
    ['monitors: { m: { table: predictions, slices: ["avg(late) > 1"] } }\n', "cannot hold avg(): a slice"],
    ['monitors: { m: { table: predictions, slices: ["late, early"] } }\n', "without a comma"],
    ['snapshots: { tables: { journeys: { where: "max(late) > 1" } } }\n', '"where" cannot hold max()'],
    ['monitors: { m: { table: predictions, slices: [late, "`LATE`"] } }\n', "is named twice, written otherwise"],
    ['monitors: { m: { table: predictions, slices: ["late > 1", "(late"] } }\n', "has a bracket"],
  ])("that fails at its first refresh is refused: %#", (more, why) => {
    expect(saidOf(more)).toEqual([expect.stringContaining(why)]);
  });

  it("may compare windows of its own metrics", () => {
    const total = metric("total", "aggregate", "sum({{input_column}})");
    const moved =
      '      moved: { type: drift, columns: [late], definition: "{{current_df}}.total - {{ base_df }}.total" }\n';
    expect(saidOf(total + moved)).toEqual([]);
    expect(saidOf(total + moved.replace("base_df }}.total", "base_df }}.totl"))).toEqual([
      '"definition" names no metric of the monitor: "totl"; did you mean "total"?',
    ]);
  });
});

describe("mistakes of meaning", () => {
  it("are told beside mistakes of shape in the same part", () => {
    const model = "    features: journeys\n    thresholds: { f1: { atLeast: 5 } }\n    training: { retries: many }\n";
    const table = TRAINS.replace("[journey_id] }", "[journey_id] }\n    bad: { primaryKey: 7 }\n  retries: -1");
    expect(saidOf(model, table.replace("journeys: {", "journeys: { timestamp: journey_id,"))).toEqual([
      '"journey_id" is part of the primary key already',
      '"primaryKey" must be a list, not a number',
      '"retries" must be at least 0',
      "no version could keep this: f1 is 1 at most",
      '"retries" must be a number, not text',
    ]);
  });
});

describe("in what is judged one by one", () => {
  it("a metric or slice that is not well formed hides nothing of the monitor", () => {
    const monitor = `monitors:
  m:
    table: predictions
    slices: ["", "avg(x)", 5, "x >"]
    metrics:
      Count: { type: aggregate, columns: [], definition: "{{nosuch}}" }
      a: { type: aggregate, columns: [], definition: "late" }
      b: { type: agregate, columns: [late], definition: "sum(x)" }
      c: { type: drift, columns: [late], definition: "{{current_df}}.b" }
`;
    expect(saidOf(monitor)).toEqual([
      'item 1 of "slices" must not be empty, nor begin or end with a blank',
      expect.stringContaining('item 2 of "slices" cannot hold avg()'),
      'item 3 of "slices" must be text, not a number: put it in quotes',
      expect.stringContaining('item 4 of "slices" ends with >'),
      expect.stringContaining('"Count" must be lower-case letters'),
      expect.stringContaining("{{nosuch}} stands for nothing"),
      expect.stringContaining('"definition" makes no one value of many rows'),
      '"columns" must name at least one column, or :table',
      expect.stringContaining('"definition" makes no one value of many rows'),
      expect.stringContaining('"type" must be "aggregate", "derived" or "drift"'),
      expect.stringContaining('"definition" compares two windows, and lacks {{base_df}}'),
    ]);
  });

  it("a task hides nothing of the others, and is there for who waits for it", () => {
    const job = `jobs:
  own:
    tasks:
      go: { run: "Bad Run", dependsOn: [nosuch, 5] }
      Stop: { run: score, dependsOn: [go] }
      end: { run: score, dependsOn: [Stop, stp], parameters: { project: 1 } }
`;
    expect(saidOf(job)).toEqual([
      '"run" must be a command of the project\'s package, such as score',
      expect.stringContaining('names no task of the project: "nosuch"'),
      'item 2 of "dependsOn" must be text, not a number: put it in quotes',
      expect.stringContaining('"Stop" must be lower-case letters'),
      expect.stringContaining('names no task of the project: "stp"'),
      expect.stringContaining('every task is given "project" already'),
    ]);
  });

  it("a tag, a bound and a name of a table hide nothing", () => {
    const model = "    thresholds: { f1: { atLeast: x, atMost: -1 }, rmse: { atLeast: 1 } }\n";
    const alert =
      "alerts: { a: { query: SELECT 1 AS value, column: value, needs: [prediction, Bad.T], notify: [slak] } }\n";
    expect(saidOf(`${model}tags: { creator: x, Bad: y, cost: 5 }\n${alert}`)).toEqual([
      '"atLeast" must be a number',
      "no version could keep this: f1 is 0 at least",
      expect.stringContaining('no metric "rmse" is logged for classification'),
      expect.stringContaining('every cluster gets a tag "creator"'),
      expect.stringContaining('"Bad" must be lower-case letters'),
      '"cost" must be text, not a number: put it in quotes',
      'missing key "description"',
      'missing key "fires"',
      'no job of the project writes a table "prediction"; did you mean "predictions"?',
      expect.stringContaining('item 2 of "needs" must be table or schema.table'),
      expect.stringContaining('item 1 of "notify" must be team'),
    ]);
  });

  it("a YAML tag, a key that is there twice and one that no program keeps hide nothing of the file", () => {
    const said = `paused: true
paused: false
alerts: { __proto__: 5 }
compute: !!str x
monitors: !foo { p: { table: prediction } }
`;
    expect(saidOf(said)).toEqual([
      "this key is there already: keep one of the two",
      "no program keeps a key of this name: give it another",
      "tags are not read: take it out, and put text in quotes",
      "tags are not read: take it out, and put text in quotes",
      'no job of the project writes a table "prediction"; did you mean "predictions"?',
    ]);
  });
});

describe("files below projects/ that nothing reads", () => {
  it.each([
    ["team-a/churn.yaml", "no project is in a folder of its own: move it to projects/churn.yaml"],
    ["team-a/trains.yaml", "move it to projects/team-a-trains.yaml"],
    ["_defaults.yml", "projects/_defaults.yaml is there already. Put there what it lacks, and remove this file"],
    ["churn.json", "such as projects/churn.yaml"],
  ])("are refused: %s", (name, advice) => {
    expect(problemsOf({ "trains.yaml": TRAINS, [name]: "{}\n" }, ["dev", "prod", "staging"])).toEqual([
      expect.stringContaining(advice),
    ]);
  });
});

it("what a repository is kept by reaches the program", () => {
  expect(settingsOf({ "trains.yaml": TRAINS }).source.provider).toBe("gitLabEnterpriseEdition");
});

describe("a credential in plain text", () => {
  const token = `dapi${"0a1b2c3d".repeat(4)}`;

  it("is told once, at its line, whatever else is wrong there", () => {
    const trains = TRAINS.replace("[timekeepers@lakestage.example]", `[${token}]`);
    const more = `    hyperparameters:\n      seed: 1\n      key: ${token}\n    thresholds: { f1: { atLeast: 5 } }\n`;
    expect(problemsOf({ "trains.yaml": trains + more })).toEqual([
      expect.stringMatching(/^projects\/trains.yaml:2:39: "contacts" looks like a credential/),
      expect.stringMatching(/^projects\/trains.yaml:13:12: "key" looks like a credential/),
      expect.stringMatching(/^projects\/trains.yaml:14:34: no version could keep this/),
    ]);
  });
});

describe("a path that files arrive at", () => {
  const at = (path: string): string[] =>
    saidOf(`jobs: { own: { tasks: { go: { run: score } }, start: { onFileArrival: "${path}" } } }\n`);

  it.each([
    "/Volumes/dev/landing/files/",
    "/Volumes/dev/landing/files/of today/in.parts/",
    "abfss://landing@lakestagedev.dfs.core.windows.net/",
    "abfss://in-1@lakestagedev.dfs.core.usgovcloudapi.net/a/b/",
  ])("may be %s", (path) => {
    expect(at(path)).toEqual([]);
  });

  it.each([
    "/Volumes/dev/landing/",
    "/Volumes/dev/landing/files",
    "/Volumes/dev//files/x/",
    "/Volumes/dev/landing/files/../secret/",
    "/Volumes/dev/landing/files/*.csv/",
    "/Volumes/dev.landing.files/x/y/",
    "/volumes/dev/landing/files/",
    "dbfs:/Volumes/dev/landing/files/",
    "abfss://landing/in/",
    "abfss://lakestagedev.dfs.core.windows.net/in/",
    "abfss://Landing@lakestagedev.dfs.core.windows.net/in/",
    "abfss://landing@lakestagedev.blob.core.windows.net/in/",
    "https://lakestagedev.dfs.core.windows.net/landing/",
  ])("cannot be %s", (path) => {
    expect(at(path)).toEqual([expect.stringContaining('"onFileArrival" must be abfss://container@account')]);
  });
});
