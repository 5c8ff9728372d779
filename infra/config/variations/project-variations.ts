import { GIT_PROVIDERS } from "../../../databricks/git-providers";
import { ALERT_VARIATIONS, MONITOR_VARIATIONS } from "./monitoring-variations";
import type { ProjectVariation } from "./project-variation";

const WHEEL = "dist/lakestage_pipelines-0.1.0-py3-none-any.whl";

/** Must be there before the jobs that wait for files in it. */
const BY_FILES = "/Volumes/dev/landing/files/";

/**
 * The other values of every setting of a project: whatever holds for the shipped projects (an `up` that leaves nothing to
 * do, a `destroy` that leaves nothing behind) must hold for these.
 */
export const PROJECT_VARIATIONS: readonly ProjectVariation[] = [
  {
    name: "described otherwise, by another team",
    project: "flight-delay",
    change: {
      description: "The same, described otherwise.",
      team: { name: "another-team", contacts: ["one@lakestage.example", "other@lakestage.example"] },
      tags: { "cost-center": "4711", purpose: "variation" },
    },
  },
  {
    name: "code as a wheel",
    project: "diabetes-progression",
    files: [WHEEL],
    change: { source: { delivery: "wheel", wheel: WHEEL } },
  },
  {
    name: "code from elsewhere",
    project: "diabetes-progression",
    change: {
      source: {
        repository: "https://github.com/lakestage-example/variation",
        provider: "gitHub",
        branch: "feature/variation",
        directory: "code/python",
        package: "variation",
      },
    },
  },
  ...GIT_PROVIDERS.filter((provider) => provider !== "gitHub").map(
    (provider): ProjectVariation => ({
      name: `code kept by ${provider}`,
      project: "diabetes-progression",
      change: { source: { repository: "https://git.lakestage.example/variation", provider } },
    }),
  ),
  { name: "another schema", project: "diabetes-progression", change: { schema: "variation" } },
  {
    name: "serverless compute",
    project: "flight-delay",
    change: { compute: { type: "serverless", environmentVersion: "4" } },
  },
  {
    name: "a cluster of other machines that grows",
    project: "flight-delay",
    change: { compute: { nodeType: "Standard_D8ds_v5", workers: 1, maxWorkers: 4 } },
  },
  { name: "a cluster of one size", project: "diabetes-progression", change: { compute: { workers: 2 } } },
  { name: "paused", project: "flight-delay", change: { paused: true } },
  { name: "not paused", project: "flight-delay", change: { paused: false } },
  { name: "no dashboard", project: "flight-delay", change: { dashboard: { enabled: false } } },
  { name: "a dashboard's own title", project: "flight-delay", change: { dashboard: { title: "Delays" } } },
  {
    name: "an integration test by night",
    project: "flight-delay",
    change: {
      integrationTest: {
        enabled: true,
        schedule: { cron: "0 0 23 * * ?", timezone: "America/New_York" },
        timeoutMinutes: 30,
        retries: 2,
        retryAfterMinutes: 1,
      },
    },
  },
  {
    name: "an integration test on pull requests only",
    project: "diabetes-progression",
    change: { integrationTest: { enabled: true, schedule: null } },
  },
  {
    name: "no integration test",
    project: "flight-delay",
    change: { integrationTest: { enabled: false, schedule: null } },
  },
  {
    name: "other limits and attempts of every job",
    project: "flight-delay",
    change: {
      features: { timeoutMinutes: 30, retries: 3, retryAfterMinutes: 1 },
      training: { timeoutMinutes: 600, retries: 2, retryAfterMinutes: 10 },
      batch: { timeoutMinutes: 45, retries: 0, retryAfterMinutes: 0 },
      monitoring: {
        timeoutMinutes: 15,
        retries: 4,
        retryAfterMinutes: 2,
        granularities: ["5 minutes", "30 minutes", "1 hour", "1 month"],
      },
    },
  },
  {
    name: "judged on fewer days, and used as it was judged",
    project: "flight-delay",
    change: { models: { flight_delay: { holdOutDays: 7, refit: false, margin: -0.005, comparedBy: null } } },
  },
  {
    name: "jobs that start when files arrive",
    project: "flight-delay",
    change: {
      features: { start: { schedule: null, onFileArrival: BY_FILES } },
      training: { start: { onFileArrival: BY_FILES } },
      batch: { start: { schedule: null, onFileArrival: BY_FILES } },
      models: { flight_delay: { training: { start: { schedule: null } } } },
    },
  },
  {
    name: "jobs that start when tables are written",
    project: "flight-delay",
    change: {
      features: { start: { schedule: null, onTableUpdate: ["landing.flights", "landing.weather"] } },
      batch: { start: { schedule: null, onTableUpdate: ["flight_features"] } },
    },
  },
  {
    name: "jobs at other times",
    project: "diabetes-progression",
    change: {
      features: { start: { schedule: { cron: "0 0 2 1 * ?", timezone: "Asia/Tokyo" } } },
      batch: { start: { schedule: { cron: "0 30 4 ? * MON-FRI", timezone: "UTC" } } },
      monitoring: { schedule: { cron: "0 0/30 8-18 ? * 2-6", timezone: "Europe/London" } },
      models: {
        diabetes_progression: {
          training: { start: { onTableUpdate: null, schedule: { cron: "0 0 3 L * ?", timezone: "Asia/Tokyo" } } },
        },
      },
    },
  },
  {
    name: "jobs that only people start",
    project: "diabetes-progression",
    change: {
      batch: { start: null },
      monitoring: { schedule: null },
      models: { diabetes_progression: { training: null } },
    },
  },
  {
    name: "snapshots of its tables",
    project: "flight-delay",
    change: {
      snapshots: {
        tables: {
          flight_features: { columns: ["flight_id", "carrier"], where: "carrier <> 'UA'", fraction: 0.1 },
          predictions: {},
        },
        schedule: { cron: "0 30 2 ? * MON-FRI", timezone: "America/New_York" },
        timeoutMinutes: 90,
        retries: 2,
        retryAfterMinutes: 10,
      },
    },
  },
  {
    name: "jobs of its own",
    project: "diabetes-progression",
    change: {
      // Of a package with commands of its own, which the checkout does not have.
      source: { package: "reports" },
      jobs: {
        report: {
          description: "Reports what was predicted.",
          tasks: {
            collect: { run: "collect-report", parameters: { days: 7, draft: true, "sent-by": "robot" } },
            render: { run: "render-report", dependsOn: ["collect"] },
            send: { run: "send-report", dependsOn: ["collect", "render"] },
          },
          start: { schedule: { cron: "0 0 8 ? * FRI", timezone: "Europe/Amsterdam" } },
          timeoutMinutes: 20,
          retries: 2,
          retryAfterMinutes: 15,
        },
        clean: {
          tasks: { clean: { run: "clean-up" } },
          start: { onTableUpdate: ["patient_features", "predictions"] },
        },
        ingest: { tasks: { ingest: { run: "ingest" } }, start: { onFileArrival: BY_FILES } },
      },
    },
  },
  {
    name: "another feature table, told apart by two columns",
    project: "diabetes-progression",
    change: {
      features: {
        tables: { patient_visits: { primaryKey: ["patient_id", "visit"], timestamp: "visited_at" } },
      },
      models: { diabetes_progression: { features: "patient_features" } },
    },
  },
  ...(["SNAPSHOT", "TRIGGERED", "CONTINUOUS"] as const).map(
    (refresh, index): ProjectVariation => ({
      name: `an online copy of features: ${refresh}`,
      project: "flight-delay",
      change: {
        features: { tables: { flight_features: { online: { refresh } } } },
        onlineStore: { capacity: (["CU_2", "CU_4", "CU_8"] as const)[index], retentionDays: 2 + index },
      },
    }),
  ),
  {
    name: "another account of the model",
    project: "diabetes-progression",
    change: {
      models: {
        diabetes_progression: {
          task: "classification",
          description: "Whether the disease progresses.",
          label: "progresses",
          hyperparameters: { alpha: null, C: 0.5, penalty: "l2", fit_intercept: true },
          metrics: ["specificity"],
          thresholds: {
            rmse: null,
            specificity: { atLeast: 0.6, atMost: 0.99 },
            log_loss: { atMost: 0.7 },
          },
          sliceThresholds: { accuracy: { atLeast: 0.5, atMost: 1 } },
          sliceGaps: { sex: { accuracy: 0.1, log_loss: 0.25 } },
          latencyMilliseconds: 12.5,
          sampleRows: 250_000,
          sampling: "recent",
          comparedBy: "specificity",
          approval: {
            rule: "manual",
            approvers: ["chief@lakestage.example", "deputy@lakestage.example"],
            waitMinutes: 90,
            expiresAfterHours: 24,
          },
        },
      },
      monitors: { predictions: { label: "progresses" } },
    },
  },
  {
    name: "two models",
    project: "flight-delay",
    change: {
      models: {
        minutes_late: {
          task: "regression",
          description: "By how many minutes a flight arrives late.",
          label: "minutes_late",
          batch: { output: "predicted_minutes" },
        },
      },
      monitors: { predictions: { model: "flight_delay" }, requests: { model: "flight_delay" } },
    },
  },
  {
    name: "streaming inference",
    project: "diabetes-progression",
    change: {
      models: {
        diabetes_progression: {
          inference: ["streaming"],
          streaming: {
            input: "landing.examinations",
            output: "progression_now",
            everySeconds: 60,
            timeoutMinutes: 720,
            retries: 5,
            retryAfterMinutes: 0,
          },
        },
      },
    },
  },
  {
    name: "batch inference of another table",
    project: "diabetes-progression",
    change: {
      batch: {
        input: "landing.examinations",
        output: "progression",
        files: { path: "/Volumes/prod/diabetes_progression/files/scores", format: "csv" },
        database: {
          url: "jdbc:postgresql://scores.lakestage.example/clinic",
          table: "progression",
          signIn: "clinic/scores",
        },
      },
      monitors: { predictions: { table: "progression" } },
    },
  },
  {
    name: "predictions as files and in a database that asks nobody",
    project: "diabetes-progression",
    change: {
      batch: {
        files: { path: "abfss://scores@lakestage.dfs.core.windows.net/diabetes" },
        database: { url: "jdbc:derby:scores", table: "SCORES" },
      },
    },
  },
  {
    name: "a search for hyperparameters",
    project: "flight-delay",
    change: { tuning: { enabled: true, trials: 50, timeoutMinutes: 240, retries: 0, retryAfterMinutes: 0 } },
  },
  {
    name: "no inference",
    project: "diabetes-progression",
    change: { models: { diabetes_progression: { inference: [] } } },
  },
  {
    name: "an endpoint from the first day",
    project: "diabetes-progression",
    change: {
      models: {
        diabetes_progression: {
          inference: ["batch", "online"],
          online: {
            workloadSize: "Medium",
            scaleToZero: true,
            traffic: { champion: 75, challenger: 25 },
            baseline: true,
            inferenceTable: false,
            rateLimits: [
              { key: "endpoint", callsPerMinute: 6000 },
              { key: "user", callsPerMinute: 60 },
            ],
            usageTracking: false,
          },
        },
      },
    },
  },
  ...(["GPU_SMALL", "GPU_MEDIUM", "GPU_LARGE"] as const).map(
    (workloadType): ProjectVariation => ({
      name: `a large endpoint on ${workloadType}`,
      project: "flight-delay",
      change: { online: { workloadSize: "Large", workloadType, rateLimits: [] } },
    }),
  ),
  {
    name: "names that are not those of before",
    project: "diabetes-progression",
    change: {
      models: { diabetes_progression: { previously: "progression" } },
      monitors: { renamed: { table: "patient_features", previously: "features" } },
      alerts: {
        renamed: {
          description: "There are no patients.",
          query: "SELECT count(*) AS value FROM {catalog}.{schema}.patient_features",
          column: "value",
          fires: { when: "below", threshold: 1 },
          needs: ["patient_features"],
          notify: ["team"],
          previously: "no-patients",
        },
      },
      jobs: { renamed: { tasks: { report: { run: "features" } }, previously: "report" } },
    },
  },
  ...MONITOR_VARIATIONS,
  ...ALERT_VARIATIONS,
];
