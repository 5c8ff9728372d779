package lakestage.dataserver;

import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.connector.catalog.CatalogManager;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** What every session of the data server has besides Delta. */
public final class GovernedExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  /** They call any method of any class. */
  private static final List<String> REFLECTION = List.of("reflect", "java_method", "try_reflect");
  /** What the service calls the catalog of before there was Unity Catalog. */
  static final String HIVE_METASTORE = "hive_metastore";
  private static final List<String> CURRENT_USER = List.of("current_user", "session_user", "user");

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectParser(new AbstractFunction2<SparkSession, ParserInterface, ParserInterface>() {
      @Override
      public ParserInterface apply(SparkSession session, ParserInterface parser) {
        return new GovernedParser(parser);
      }
    });
    extensions.injectResolutionRule(new AbstractFunction1<SparkSession, Rule<LogicalPlan>>() {
      @Override
      public Rule<LogicalPlan> apply(SparkSession session) {
        return new Views(session);
      }
    });
    extensions.injectCheckRule(new AbstractFunction1<SparkSession, Function1<LogicalPlan, BoxedUnit>>() {
      @Override
      public Function1<LogicalPlan, BoxedUnit> apply(SparkSession session) {
        return new ReadPlaces();
      }
    });
    for (String name : REFLECTION) {
      replace(extensions, name, () -> {
        throw Refused.denied("The function " + name + " is not run on the data server.");
      });
    }
    replace(extensions, "current_catalog", () -> Literal$.MODULE$.apply(currentCatalog()));
    for (String name : CURRENT_USER) replace(extensions, name, () -> Literal$.MODULE$.apply(Caller.required().name()));
    return BoxedUnit.UNIT;
  }

  /** Where the workspace has no default catalog, a session begins in the one that the service calls so; here it keeps nothing. */
  private static String currentCatalog() {
    String name = org.apache.spark.sql.classic.SparkSession.active().sessionState().catalogManager().currentCatalog().name();
    return name.equals(CatalogManager.SESSION_CATALOG_NAME()) ? HIVE_METASTORE : name;
  }

  private static void replace(SparkSessionExtensions extensions, String name, Supplier<Expression> instead) {
    Function1<Seq<Expression>, Expression> builder = new AbstractFunction1<>() {
      @Override
      public Expression apply(Seq<Expression> arguments) {
        return instead.get();
      }
    };
    ExpressionInfo info = new ExpressionInfo(GovernedExtensions.class.getName(), name);
    extensions.injectFunction(new Tuple3<>(new FunctionIdentifier(name), info, builder));
  }
}
