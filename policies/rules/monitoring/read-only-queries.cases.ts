import { type RuleCases, set } from "../../cases/planted";
import { alert } from "./shared/planted-monitoring";

const METRICS = "prod.flight_delay_monitoring.flight_delay_metrics";

const query = (queryText: string) => set("databricks:index/query:Query", "alert-model-decays-query", { queryText });

export const cases: RuleCases = {
  caught: [
    {
      name: "a second statement that grants",
      stack: "prod.flight-delay",
      changes: [alert({ queryText: `SELECT 1 AS value; GRANT ALL PRIVILEGES ON CATALOG prod TO \`data-scientists\`` })],
      says: "GRANT ALL PRIVILEGES",
    },
    {
      name: "a statement that deletes, after a comment",
      stack: "dev.flight-delay",
      changes: [query(`-- SELECT\n/* only */ DELETE FROM ${METRICS}`)],
      says: "DELETE FROM",
    },
    {
      name: "an insertion of what was selected before",
      stack: "prod.flight-delay",
      changes: [query(`WITH worst AS (SELECT 1) INSERT INTO ${METRICS} SELECT * FROM worst`)],
      says: "its SQL does more than read: WITH worst AS …",
    },
    {
      name: "what is no statement at all",
      stack: "prod.flight-delay",
      changes: [alert({ queryText: "SELEC 1" })],
      says: "its SQL is no statement that can be read, such as a SELECT: SELEC 1 …",
    },
    {
      name: "a quoted text without its end, of which nobody knows what it is",
      stack: "prod.flight-delay",
      changes: [query("SELECT 'a")],
      says: "its SQL has a quoted text without its end",
    },
    {
      name: "a dashboard that grants when it is opened",
      stack: "prod.flight-delay",
      changes: [
        {
          kind: "add",
          type: "databricks:index/dashboard:Dashboard",
          name: "trap",
          inputs: {
            displayName: "flight-delay: trap",
            parentPath: "/Projects/flight-delay",
            warehouseId: "w",
            embedCredentials: false,
            serializedDashboard: JSON.stringify({
              datasets: [{ name: "d", queryLines: ["GRANT ALL PRIVILEGES ", "ON CATALOG prod TO `data-scientists`"] }],
            }),
          },
        },
      ],
      says: "GRANT ALL PRIVILEGES",
    },
  ],
  leftAlone: [
    {
      name: "words of writing within quotes, and a closing semicolon",
      stack: "prod.flight-delay",
      changes: [alert({ queryText: `SELECT count(*) AS value, 'a;DROP TABLE x' AS \`delete from\` FROM ${METRICS};` })],
    },
    {
      name: "a column that is called update",
      stack: "prod.flight-delay",
      changes: [
        query(`WITH latest AS (SELECT max(update) AS update FROM ${METRICS}) SELECT update AS value FROM latest`),
      ],
    },
  ],
};
