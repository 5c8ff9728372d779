# An endpoint leaves its inference table behind, and no endpoint takes over a table that is there.
resource "databricks_schema" "inference" {
  catalog_name  = databricks_catalog.this.name
  name          = "inference"
  force_destroy = true
}

resource "databricks_model_serving" "custom" {
  name = "terraform-custom"
  # The provider sets it only when the endpoint is made.
  description      = "Made by an independent client."
  route_optimized  = false
  budget_policy_id = databricks_budget_policy.this.policy_id

  config {
    served_entities {
      name                  = "champion"
      entity_name           = "${var.pipelines_schema}.late"
      entity_version        = "1"
      workload_size         = var.serving.size
      scale_to_zero_enabled = true
      environment_vars      = { LOG_LEVEL = "info" }
    }
    served_entities {
      name                        = "challenger"
      entity_name                 = "${var.pipelines_schema}.late"
      entity_version              = var.serving.challenger_version
      min_provisioned_concurrency = 4
      max_provisioned_concurrency = 8
      scale_to_zero_enabled       = false
    }
    traffic_config {
      routes {
        served_entity_name = "champion"
        traffic_percentage = 100 - var.serving.challenger_traffic
      }
      routes {
        served_entity_name = "challenger"
        traffic_percentage = var.serving.challenger_traffic
      }
    }
  }

  ai_gateway {
    usage_tracking_config {
      enabled = var.serving.usage
    }
    inference_table_config {
      enabled           = true
      catalog_name      = databricks_schema.inference.catalog_name
      schema_name       = databricks_schema.inference.name
      table_name_prefix = "terraform_custom"
    }
    rate_limits {
      key            = "user"
      calls          = var.serving.calls
      renewal_period = "minute"
    }
    rate_limits {
      key            = "endpoint"
      calls          = 1000
      renewal_period = "minute"
    }
  }

  tags {
    key   = "project"
    value = var.serving.tag
  }
  tags {
    key = "bare"
  }

  email_notifications {
    on_update_success = ["team@lakestage.example"]
    on_update_failure = ["team@lakestage.example"]
  }
}

# As little as can be said: the rest is the service's defaults. Without a name the provider does not recognise the
# workload size that the service fills in, and a plan is never empty.
resource "databricks_model_serving" "least" {
  name = "terraform-least"
  config {
    served_entities {
      name           = "least"
      entity_name    = "${var.pipelines_schema}.late"
      entity_version = "1"
    }
  }

  depends_on = [databricks_metastore_assignment.this]
}

# The older words, with the older inference table.
resource "databricks_model_serving" "older" {
  name = "terraform-older"
  config {
    served_models {
      model_name            = "${var.pipelines_schema}.late"
      model_version         = "1"
      workload_size         = "Small"
      scale_to_zero_enabled = var.serving.scale_to_zero
    }
    auto_capture_config {
      catalog_name      = databricks_schema.inference.catalog_name
      schema_name       = databricks_schema.inference.name
      table_name_prefix = "terraform_older"
    }
  }
}

resource "databricks_model_serving" "external" {
  name = "terraform-external"
  config {
    served_entities {
      external_model {
        name     = "gpt-4.1"
        provider = "openai"
        task     = "llm/v1/chat"
        openai_config {
          openai_api_key_plaintext = var.secret
          openai_organization      = var.serving.organisation
        }
      }
    }
  }
  ai_gateway {
    guardrails {
      input {
        safety = true
        pii {
          behavior = var.serving.pii
        }
      }
    }
  }
}

resource "databricks_model_serving_provisioned_throughput" "foundation" {
  name = "terraform-foundation"
  config {
    served_entities {
      entity_name             = "system.ai.llama-4-maverick"
      entity_version          = "1"
      provisioned_model_units = var.serving.units
    }
  }
  tags {
    key   = "project"
    value = var.serving.tag
  }

  depends_on = [databricks_metastore_assignment.this]
}

resource "databricks_permissions" "serving" {
  serving_endpoint_id = databricks_model_serving.custom.serving_endpoint_id
  access_control {
    group_name       = "users"
    permission_level = var.serving.permission
  }
}
