import type * as pulumi from "@pulumi/pulumi";
import type { CommandTask } from "../components/ml/project-job";
import { type JobSettings, jsonOf, type ModelSettings, type SnapshotSettings, type SnapshotTarget } from "../config";
import type { ProjectContext } from "./project-context";

/** What a task reads that another one of its job found out. */
const MODEL_URI = "{{tasks.train.values.model_uri}}";

/** The run that a task belongs to, so that what is done again is not written twice. */
const RUN_ID = "{{job.run_id}}";

/**
 * The commands of the pipelines' package with the options that a project's settings give them: names and forms are those
 * of pipelines/README.md. Lists and maps pass as JSON.
 */
export class ProjectCommands {
  constructor(
    private readonly context: ProjectContext,
    /** Path of the experiment that runs are logged to. */
    private readonly experiment: pulumi.Input<string>,
  ) {}

  features(): CommandTask {
    return this.command("features", {});
  }

  /** A trivial model, for where there is none yet. */
  baseline(name: string, model: ModelSettings): CommandTask {
    return this.command("baseline", {
      model: name,
      features: this.featuresOf(model),
      experiment: this.experiment,
      ...heldOut(model),
      ...sampled(model),
      "run-id": RUN_ID,
    });
  }

  train(name: string, model: ModelSettings): CommandTask {
    return this.command("train", {
      model: name,
      features: this.featuresOf(model),
      experiment: this.experiment,
      // A parameter of the job: a run may try others.
      hyperparameters: "{{job.parameters.hyperparameters}}",
      description: model.description,
      ...heldOut(model),
      ...sampled(model),
      "run-id": RUN_ID,
    });
  }

  /** A search for hyperparameters, begun with those that the model has. */
  tune(name: string, model: ModelSettings): CommandTask {
    return this.command("tune", {
      model: name,
      features: this.featuresOf(model),
      experiment: this.experiment,
      hyperparameters: jsonOf(model.hyperparameters),
      trials: String(this.context.project.tuning.trials),
      ...(model.comparedBy !== undefined && { "compared-by": model.comparedBy }),
      ...heldOut(model),
      ...sampled(model),
      "run-id": RUN_ID,
    });
  }

  validate(model: ModelSettings): CommandTask {
    const command = this.command("validate", {
      "model-uri": MODEL_URI,
      thresholds: jsonOf(model.thresholds),
      "slice-thresholds": jsonOf(model.sliceThresholds),
      "slice-gaps": jsonOf(model.sliceGaps),
      ...(model.latencyMilliseconds !== undefined && { "latency-milliseconds": jsonOf(model.latencyMilliseconds) }),
      ...sampled(model),
    });
    return { ...command, judges: true };
  }

  approve({ approval }: ModelSettings): CommandTask {
    const command = this.command("approve", {
      "model-uri": MODEL_URI,
      approval: approval.rule,
      ...(approval.rule === "manual" && {
        approvers: JSON.stringify(approval.approvers),
        "wait-minutes": String(approval.waitMinutes),
        "approval-expires-hours": String(approval.expiresAfterHours),
      }),
    });
    return { ...command, judges: true };
  }

  deploy(name: string, model: ModelSettings): CommandTask {
    return this.command("deploy", {
      "model-uri": MODEL_URI,
      ...comparison(model),
      ...sampled(model),
      ...(model.inference.includes("online") && { endpoint: this.context.names.endpoint(name) }),
      // A version that is fitted again says as well which run made it.
      "run-id": RUN_ID,
    });
  }

  /** Scores the rows that the Champion has not scored yet. */
  score(name: string, model: ModelSettings): CommandTask {
    const { database, files, input, output } = model.batch;
    return this.command("score", {
      model: name,
      features: input ?? this.featuresOf(model),
      output,
      ...(files && { files: files.path, "files-format": files.format }),
      ...(database && { "jdbc-url": database.url, "jdbc-table": database.table }),
      ...(database?.signIn !== undefined && { "jdbc-secret-name": database.signIn }),
      "run-id": RUN_ID,
    });
  }

  /** Scores rows as they arrive. */
  scoreArriving(name: string, model: ModelSettings): CommandTask {
    const { everySeconds, input, output } = model.streaming;
    return this.command("score", {
      model: name,
      features: input ?? this.featuresOf(model),
      output,
      stream: "true",
      "every-seconds": String(everySeconds),
      "run-id": RUN_ID,
    });
  }

  /** Of a model that scores both ways, batch inference has every row that the other has. */
  monitor(name: string, model: ModelSettings): CommandTask {
    return this.command("monitor", {
      model: name,
      features: this.featuresOf(model),
      predictions: (model.inference.includes("batch") ? model.batch : model.streaming).output,
      granularities: jsonOf(this.context.project.monitoring.granularities),
      "run-id": RUN_ID,
    });
  }

  integrationTest(name: string, model: ModelSettings): CommandTask {
    return this.command("integration-test", {
      model: name,
      features: this.featuresOf(model),
      experiment: this.experiment,
      hyperparameters: jsonOf(model.hyperparameters),
      // Not the thresholds: what a model has learned from little data says nothing of the one that all of it makes.
      ...heldOut(model),
      ...sampled(model),
      ...comparison(model),
      granularities: jsonOf(this.context.project.monitoring.granularities),
      "run-id": RUN_ID,
    });
  }

  /** Copies these tables, with what is asked of each. */
  snapshot(tables: SnapshotSettings["tables"], { catalog, schema }: SnapshotTarget): CommandTask {
    return this.command("snapshot", { tables: jsonOf(tables), target: `${catalog}.${schema}` });
  }

  /** A task of a job of the project's own. */
  own({ dependsOn, parameters, run }: JobSettings["tasks"][string]): CommandTask {
    return { ...this.command(run, parameters), dependsOn };
  }

  private command(run: string, options: CommandTask["options"]): CommandTask {
    const { environment, project, settings } = this.context;
    return {
      run,
      options: {
        environment: settings.name,
        catalog: environment.catalog,
        schema: project.schema,
        project: project.name,
        ...options,
      },
    };
  }

  /** A model that names none learns from the project's only feature table: the check has seen to that. */
  private featuresOf({ features }: ModelSettings): string {
    return features ?? Object.keys(this.context.project.features.tables)[0] ?? "";
  }
}

const heldOut = ({ holdOutDays }: ModelSettings): CommandTask["options"] =>
  holdOutDays === undefined ? {} : { "hold-out-days": String(holdOutDays) };

const sampled = ({ sampleRows, sampling }: ModelSettings): CommandTask["options"] => ({
  "sample-rows": String(sampleRows),
  sampling,
});

const comparison = ({ comparedBy, margin, refit }: ModelSettings): CommandTask["options"] => ({
  ...(comparedBy !== undefined && { "compared-by": comparedBy }),
  margin: jsonOf(margin),
  refit: String(refit),
});
