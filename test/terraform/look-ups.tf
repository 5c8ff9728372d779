# What the program asks before it declares what has to wait for pipelines.

data "databricks_schemas" "all" {
  catalog_name = databricks_catalog.this.name
}

data "databricks_tables" "made" {
  catalog_name = split(".", var.pipelines_schema)[0]
  schema_name  = split(".", var.pipelines_schema)[1]

  depends_on = [databricks_metastore_assignment.this]
}

data "databricks_registered_model" "served" {
  full_name       = "${var.pipelines_schema}.late"
  include_aliases = true

  depends_on = [databricks_metastore_assignment.this]
}

data "databricks_serving_endpoints" "all" {}

data "databricks_spark_version" "newest" {
  latest            = true
  long_term_support = true
  ml                = true
}
