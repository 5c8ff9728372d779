package lakestage.dataserver;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.internal.SessionState;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/** Puts what a view is made of where it is named: resolved by its owner's rights, under the columns that it was found with. */
final class Views extends Rule<LogicalPlan> {
  private final SparkSession session;

  Views(SparkSession session) {
    this.session = session;
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.resolveOperatorsUp(new AbstractPartialFunction<>() {
      @Override
      public boolean isDefinedAt(LogicalPlan each) {
        return viewIn(each) != null;
      }

      @Override
      public LogicalPlan apply(LogicalPlan each) {
        return madeOf((DataSourceV2Relation) each, viewIn(each));
      }
    });
  }

  static GovernedView viewIn(LogicalPlan plan) {
    return plan instanceof DataSourceV2Relation relation && relation.table() instanceof GovernedView view ? view : null;
  }

  private LogicalPlan madeOf(DataSourceV2Relation relation, GovernedView view) {
    SessionState state = ((org.apache.spark.sql.classic.SparkSession) session).sessionState();
    LogicalPlan resolved = Through.view(view.name(), () -> {
      LogicalPlan named = state.catalog().getRelation(view.described(), CaseInsensitiveStringMap.empty());
      return state.analyzer().execute(named.children().head());
    });
    List<NamedExpression> columns = new ArrayList<>();
    List<AttributeReference> found = CollectionConverters.asJava(relation.output());
    List<Attribute> made = CollectionConverters.asJava(resolved.output());
    for (int index = 0; index < found.size(); index++) {
      AttributeReference as = found.get(index);
      columns.add(new Alias(made.get(index), as.name(), as.exprId(), as.qualifier(), Option.apply(as.metadata()), scalaList(List.of())));
    }
    return new Project(scalaList(columns), resolved);
  }

  private static <T> scala.collection.immutable.Seq<T> scalaList(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
