# What lies in a workspace's tree and in a volume: files, notebooks, Git folders and what they sign in with.

resource "databricks_directory" "files" {
  path = "/Shared/terraform-files"

  # The provider makes a notebook's missing directories, and does not delete them.
  delete_recursive = true
}

resource "databricks_workspace_file" "settings" {
  path           = "${databricks_directory.files.path}/settings.txt"
  content_base64 = base64encode(var.file.content)
}

resource "databricks_notebook" "source" {
  path           = "${databricks_directory.files.path}/source"
  language       = "PYTHON"
  content_base64 = base64encode("print('${trimspace(var.file.content)}')\n")
}

resource "databricks_notebook" "jupyter" {
  path     = "${databricks_directory.files.path}/made/on/the/way/jupyter"
  format   = "JUPYTER"
  language = "PYTHON"
  content_base64 = base64encode(jsonencode({
    cells          = []
    metadata       = { language_info = { name = "python" } }
    nbformat       = 4
    nbformat_minor = 5
  }))

  depends_on = [databricks_workspace_file.settings]
}

resource "databricks_file" "data" {
  path           = "${databricks_volume.managed.volume_path}/data.csv"
  content_base64 = base64encode(var.file.content)
}

resource "databricks_git_credential" "own" {
  git_provider          = "gitHub"
  git_username          = var.git.username
  git_email             = "ml-platform@lakestage.example"
  personal_access_token = var.secret
  name                  = "terraform"
}

resource "databricks_repo" "project" {
  url               = "https://github.com/lakestage-example/flights.git"
  path              = "${databricks_directory.files.path}/flights"
  branch            = var.git.branch
  git_credential_id = databricks_git_credential.own.id
}

resource "databricks_repo" "sparse" {
  url  = "https://dev.azure.com/lakestage-example/ml/_git/flights"
  path = "/Shared/terraform-repo"
  tag  = var.git.tag

  sparse_checkout {
    patterns = var.git.patterns
  }
}

resource "databricks_permissions" "file" {
  workspace_file_path = databricks_workspace_file.settings.path

  access_control {
    group_name       = "users"
    permission_level = var.file.permission
  }
}

resource "databricks_permissions" "repo" {
  repo_id = databricks_repo.project.id

  access_control {
    group_name       = "users"
    permission_level = var.file.permission
  }
}

resource "databricks_permissions" "directory" {
  directory_path = databricks_directory.files.path

  access_control {
    group_name       = "users"
    permission_level = var.file.permission
  }
}
