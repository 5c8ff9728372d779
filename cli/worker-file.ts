/** The script that this process was started with. In a worker thread it does a share of the same command: see `main`. */
export const WORKER_FILE = process.argv[1] ?? __filename;
