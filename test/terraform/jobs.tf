# One job for each way to start, and for each kind of task that the training job has not.

resource "databricks_job" "orchestration" {
  name                = "terraform-orchestration"
  edit_mode           = "UI_LOCKED"
  budget_policy_id    = databricks_budget_policy.this.policy_id
  max_concurrent_runs = 1

  trigger {
    pause_status = "PAUSED"
    periodic {
      interval = var.job.interval
      unit     = "HOURS"
    }
  }

  deployment {
    kind = "BUNDLE"
  }

  git_source {
    url      = "https://github.com/lakestage-example/mlops"
    provider = "gitHub"
    branch   = var.job.branch
  }

  task {
    task_key = "each"
    for_each_task {
      inputs      = "[\"a\", \"b\"]"
      concurrency = 2
      task {
        task_key = "one"
        notebook_task {
          notebook_path   = "notebooks/one"
          base_parameters = { name = "{{input}}" }
        }
      }
    }
  }
  task {
    task_key = "each_on_cluster"
    for_each_task {
      inputs = "{{tasks.features.values.names}}"
      task {
        task_key = "two"
        spark_python_task {
          python_file = "scripts/two.py"
        }
        new_cluster {
          spark_version      = "16.4.x-scala2.12"
          node_type_id       = "Standard_D4ds_v5"
          data_security_mode = "SINGLE_USER"
          num_workers        = 1
        }
      }
    }
    depends_on {
      task_key = "features"
    }
  }
  task {
    task_key = "features"
    notebook_task {
      notebook_path = "notebooks/features"
    }
  }
  task {
    task_key = "query"
    depends_on {
      task_key = "features"
    }
    sql_task {
      warehouse_id = databricks_sql_endpoint.this.id
      file {
        path = "sql/check.sql"
      }
    }
  }
  task {
    task_key = "train"
    depends_on {
      task_key = "features"
    }
    run_job_task {
      job_id         = databricks_job.training.id
      job_parameters = { environment = "terraform" }
    }
  }
}

resource "databricks_job" "streaming" {
  name = "terraform-streaming"

  continuous {
    pause_status = var.job.pause_status
  }

  task {
    task_key = "stream"
    spark_jar_task {
      main_class_name = "example.Stream"
    }
    library {
      jar = "/Volumes/dev/shared/jars/stream.jar"
    }
    new_cluster {
      spark_version      = "16.4.x-scala2.12"
      node_type_id       = "Standard_D4ds_v5"
      data_security_mode = "SINGLE_USER"
      num_workers        = 1
    }
  }
}

resource "databricks_job" "on_tables" {
  name = "terraform-on-tables"

  trigger {
    pause_status = var.job.pause_status
    table_update {
      table_names                       = ["${var.pipelines_schema}.predictions"]
      min_time_between_triggers_seconds = 300
    }
  }

  task {
    task_key = "score"
    notebook_task {
      notebook_path = "/Shared/score"
    }
  }

  # Whose tables a trigger waits for, only a workspace with a metastore knows.
  depends_on = [databricks_metastore_assignment.this]
}

resource "databricks_job" "empty" {
  name = "terraform-empty"
}
