"""Parts of the matrix. Each gives its cells, and makes what it needs before and takes it away after."""
