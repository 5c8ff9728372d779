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
  ])("that no version could keep is refused: %s", (bound, why) => {
    expect(saidOf(`    thresholds: { ${bound} }\n`)).toEqual([`no version could keep this: ${why}`]);
    expect(saidOf(`    sliceThresholds: { ${bound} }\n`)).toEqual([`no version could keep this: ${why}`]);
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
    [metric("share", "aggregate", "{{base_df}}.total"), "is for metrics of type drift only"],
    [metric("share", "aggregate", "avg({{prediction_col}})"), "is for the profile inferenceLog only"],
    [metric("share", "aggregate", "avg({{input_column}})", '[":table"]'), "is the whole table"],
    [metric("share", "aggregate", "(SELECT 1)"), "cannot hold SELECT"],
    ['monitors: { m: { table: predictions, slices: [late, "`LATE`"] } }\n', "is named twice, written otherwise"],
    ['monitors: { m: { table: predictions, slices: ["late >", "(late"] } }\n', "has a bracket"],
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
