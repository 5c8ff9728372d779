"""Delta tables by three-level name, on a cluster and in a folder."""
