# The deployer must hold the user role on whom a job runs as; being an admin does not give it.
resource "databricks_access_control_rule_set" "runner" {
  provider = databricks.account
  name     = "accounts/${var.account_id}/servicePrincipals/${databricks_service_principal.runner.application_id}/ruleSets/default"

  grant_rules {
    role       = "roles/servicePrincipal.user"
    principals = var.users_of_runner
  }
}

# The provider keeps tasks sorted by their keys: in another order a plan is never empty.
resource "databricks_job" "training" {
  name                = var.job.name
  description         = var.comment
  max_concurrent_runs = var.job.concurrent_runs
  timeout_seconds     = var.job.timeout_seconds
  tags                = { project = "terraform", cost-centre = var.job.tag }

  schedule {
    quartz_cron_expression = var.job.cron
    timezone_id            = "Europe/Berlin"
    pause_status           = var.job.pause_status
  }

  run_as {
    service_principal_name = databricks_service_principal.runner.application_id
  }

  parameter {
    name    = "environment"
    default = var.job.parameter
  }
  parameter {
    name    = "run_date"
    default = "{{job.start_time.iso_date}}"
  }

  job_cluster {
    job_cluster_key = "main"
    new_cluster {
      policy_id          = databricks_cluster_policy.jobs.id
      spark_version      = data.databricks_spark_version.newest.id
      node_type_id       = "Standard_D4ds_v5"
      data_security_mode = "SINGLE_USER"
      num_workers        = var.job.workers
      spark_conf         = { "spark.sql.shuffle.partitions" = "8" }
      # The policy's, which the service shows as the job's own.
      custom_tags = { environment = "terraform" }
    }
  }
  job_cluster {
    job_cluster_key = "scaled"
    new_cluster {
      spark_version      = "16.4.x-scala2.12"
      node_type_id       = "Standard_D4ds_v5"
      data_security_mode = "SINGLE_USER"
      autoscale {
        min_workers = 1
        max_workers = 3
      }
    }
  }

  environment {
    environment_key = "default"
    spec {
      environment_version = "2"
      dependencies        = ["scikit-learn==1.7.2"]
    }
  }

  task {
    task_key        = "deploy"
    environment_key = "default"
    depends_on {
      task_key = "is_better"
      outcome  = "true"
    }
    python_wheel_task {
      package_name = "pipelines"
      entry_point  = "deploy"
      parameters   = ["--alias", "Champion"]
    }
  }
  task {
    task_key = "is_better"
    depends_on {
      task_key = "validate"
    }
    condition_task {
      left  = "{{tasks.validate.values.passed}}"
      op    = "EQUAL_TO"
      right = "true"
    }
  }
  task {
    task_key = "tell"
    run_if   = "AT_LEAST_ONE_FAILED"
    depends_on {
      task_key = "deploy"
    }
    notebook_task {
      notebook_path   = "/Shared/tell"
      base_parameters = { why = "failed" }
    }
    new_cluster {
      spark_version      = "16.4.x-scala2.12"
      node_type_id       = "Standard_D4ds_v5"
      data_security_mode = "SINGLE_USER"
      num_workers        = 0
      is_single_node     = true
      kind               = "CLASSIC_PREVIEW"
    }
  }
  task {
    task_key                  = "train"
    job_cluster_key           = "main"
    max_retries               = var.job.retries
    min_retry_interval_millis = 1000 * var.job.timeout_seconds
    retry_on_timeout          = false
    timeout_seconds           = 1800
    python_wheel_task {
      package_name     = "pipelines"
      entry_point      = "train"
      named_parameters = { alpha = var.job.parameter }
    }
    library {
      whl = "/Volumes/dev/shared/wheels/pipelines-1.0.0-py3-none-any.whl"
    }
    health {
      rules {
        metric = "RUN_DURATION_SECONDS"
        op     = "GREATER_THAN"
        value  = 900
      }
    }
    email_notifications {
      on_duration_warning_threshold_exceeded = var.e_mail
    }
  }
  task {
    task_key        = "validate"
    job_cluster_key = "scaled"
    depends_on {
      task_key = "train"
    }
    spark_python_task {
      python_file = "/Workspace/Shared/validate.py"
      parameters  = ["--model-uri", "{{tasks.train.values.model_uri}}"]
    }
  }

  email_notifications {
    on_failure                = var.e_mail
    no_alert_for_skipped_runs = true
  }
  webhook_notifications {
    on_failure {
      id = databricks_notification_destination.email.id
    }
  }
  notification_settings {
    no_alert_for_skipped_runs  = true
    no_alert_for_canceled_runs = true
  }
  health {
    rules {
      metric = "RUN_DURATION_SECONDS"
      op     = "GREATER_THAN"
      value  = 3600
    }
  }
  queue {
    enabled = true
  }

  depends_on = [databricks_access_control_rule_set.runner, databricks_mws_permission_assignment.runners]
}

resource "databricks_permissions" "training" {
  job_id = databricks_job.training.id

  access_control {
    group_name       = data.databricks_group.data_scientists.display_name
    permission_level = var.job.permission
  }
  access_control {
    service_principal_name = databricks_service_principal.runner.application_id
    permission_level       = "IS_OWNER"
  }

  depends_on = [databricks_mws_permission_assignment.data_scientists]
}
