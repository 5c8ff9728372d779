import { isSign, isWord, SqlFault, sqlTokens } from "./sql-tokens";

/** Functions that make one value of many rows: "Built-in functions", aggregate functions. Nobody can add one in SQL. */
const AGGREGATES = new Set([
  ...["any", "any_value", "approx_count_distinct", "approx_percentile", "approx_top_k", "array_agg", "avg", "bit_and"],
  ...["bit_or", "bit_xor", "bitmap_and_agg", "bitmap_construct_agg", "bitmap_or_agg", "bool_and", "bool_or"],
  ...["collect_list", "collect_set", "corr", "count", "count_if", "count_min_sketch", "covar_pop", "covar_samp"],
  ...["every", "first", "first_value", "grouping", "grouping_id", "histogram_numeric", "hll_sketch_agg"],
  ...["hll_union_agg", "kll_merge_agg_bigint", "kll_merge_agg_double", "kll_merge_agg_float", "kll_sketch_agg_bigint"],
  ...["kll_sketch_agg_double", "kll_sketch_agg_float", "kurtosis", "last", "last_value", "listagg", "max", "max_by"],
  ...["mean", "measure", "median", "min", "min_by", "mode", "percentile", "percentile_approx", "percentile_cont"],
  ...["percentile_disc", "regr_avgx", "regr_avgy", "regr_count", "regr_intercept", "regr_r2", "regr_slope"],
  ...["regr_sxx", "regr_sxy", "regr_syy", "schema_of_json_agg", "schema_of_variant_agg", "skewness", "some", "std"],
  ...[
    "st_envelope_agg",
    "st_union_agg",
    "stddev",
    "stddev_pop",
    "stddev_samp",
    "string_agg",
    "sum",
    "theta_sketch_agg",
  ],
  ...["theta_intersection_agg", "theta_union_agg", "try_avg", "try_sum", "var_pop", "var_samp", "variance"],
]);

/** Functions that make several rows of one: a column of theirs has a name of its own. */
const GENERATORS =
  /^(explode|explode_outer|inline|inline_outer|json_tuple|posexplode|posexplode_outer|stack|variant_explode|variant_explode_outer)$/i;

/** Whether a column that calls a function without a name of its own may be called something that people would write. */
export const namesItsColumn = (name: string): boolean => GENERATORS.test(name) || /^(try_)?cast$/i.test(name);

/** The first aggregate function that an expression calls; undefined where it calls none, or cannot be read. */
export function aggregateIn(sql: string): string | undefined {
  const tokens = sqlTokens(sql);
  if (tokens instanceof SqlFault) return undefined;
  return tokens.find(({ kind, text }, index) => {
    const [next, before] = [tokens[index + 1], tokens[index - 1]];
    const isCalled = kind === "word" && next !== undefined && isSign(next, "(");
    // `catalog.schema.sum(x)` is somebody's own, and `LIKE ANY (…)` is no call.
    const isOther = before && (isSign(before, ".") || isWord(before, /^r?i?like$/i));
    return isCalled && AGGREGATES.has(text.toLowerCase()) && !isOther;
  })?.text;
}
