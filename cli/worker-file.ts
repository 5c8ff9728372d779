/** The file that this process runs. In a worker thread it does a share of the same command: see `main`. */
export const WORKER_FILE = require.main?.filename ?? __filename;
