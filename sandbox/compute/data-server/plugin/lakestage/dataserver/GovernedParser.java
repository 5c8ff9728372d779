package lakestage.dataserver;

import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;

/** Spark's and Delta's parser, with the catalogs known that there are, and statements refused that nobody may run. */
final class GovernedParser implements ParserInterface {
  private final ParserInterface inner;

  GovernedParser(ParserInterface inner) {
    this.inner = inner;
  }

  @Override
  public LogicalPlan parsePlan(String statement) throws ParseException {
    CatalogNames.bring(SQLConf.get());
    LogicalPlan plan = inner.parsePlan(Dialect.sparks(statement));
    Statements.check(plan);
    String call = ViewStatements.callFor(plan);
    return call == null ? plan : inner.parsePlan(call);
  }

  @Override
  public LogicalPlan parseQuery(String query) throws ParseException {
    CatalogNames.bring(SQLConf.get());
    return inner.parseQuery(query);
  }

  @Override
  public Expression parseExpression(String text) throws ParseException {
    return inner.parseExpression(text);
  }

  @Override
  public TableIdentifier parseTableIdentifier(String text) throws ParseException {
    return inner.parseTableIdentifier(text);
  }

  @Override
  public FunctionIdentifier parseFunctionIdentifier(String text) throws ParseException {
    return inner.parseFunctionIdentifier(text);
  }

  @Override
  public Seq<String> parseMultipartIdentifier(String text) throws ParseException {
    CatalogNames.bring(SQLConf.get());
    return inner.parseMultipartIdentifier(text);
  }

  @Override
  public StructType parseRoutineParam(String text) throws ParseException {
    return inner.parseRoutineParam(text);
  }

  @Override
  public StructType parseTableSchema(String text) throws ParseException {
    return inner.parseTableSchema(text);
  }

  @Override
  public DataType parseDataType(String text) throws ParseException {
    return inner.parseDataType(text);
  }
}
