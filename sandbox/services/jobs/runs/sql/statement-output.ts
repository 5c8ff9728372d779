/** What the Jobs API shows of statements that a SQL task ran. */
export interface StatementOutput {
  query_text: string;
  warehouse_id: string;
  sql_statements: { lookup_key: string }[];
}
