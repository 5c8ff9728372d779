package lakestage.dataserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.analysis.ResolvedTable;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Looks at each plan that was resolved: what lies under a view is read through it; what does not, by the caller's own
 * right, also where the same place is read through a view elsewhere in the plan.
 */
final class ReadPlaces extends AbstractFunction1<LogicalPlan, BoxedUnit> {
  /** Delta's commands that ask for rights late, or only of what they find to do. */
  private static final Set<String> UPKEEP = Set.of("OptimizeTableCommand", "VacuumTableCommand", "DeltaReorgTable", "DeltaReorgTableCommand");

  @Override
  public BoxedUnit apply(LogicalPlan plan) {
    requireUpkeep(plan);
    List<String> own = new ArrayList<>();
    visit(plan, Through.views(), own);
    // Once more, with all views of the plan known.
    if (Through.isUsed()) visit(plan, Through.views(), new ArrayList<>());
    // Where there is no view every file is asked for as it is opened.
    if (Through.isUsed()) for (String place : own) Through.nothing(() -> Places.required(place, "READ"));
    return BoxedUnit.UNIT;
  }

  /** Whoever tends a table's files changes it, also where there turns out to be nothing to do. */
  private static void requireUpkeep(LogicalPlan plan) {
    if (!UPKEEP.contains(plan.getClass().getSimpleName())) return;
    if (plan.children().head() instanceof ResolvedTable resolved && resolved.catalog() instanceof GovernedCatalog catalog) {
      catalog.requireModify(resolved.identifier());
    }
  }

  private static void visit(LogicalPlan plan, List<String> views, List<String> own) {
    List<String> around = plan instanceof View view ? with(views, view) : views;
    if (around.isEmpty() && Through.isUsed()) refuseUnknown(plan);
    for (String place : placesIn(plan)) {
      if (around.isEmpty()) own.add(place);
      else Through.found(place, around);
    }
    Iterator<LogicalPlan> children = plan.children().iterator();
    while (children.hasNext()) visit(children.next(), around, own);
    Iterator<?> inside = plan.innerChildren().iterator();
    while (inside.hasNext()) if (inside.next() instanceof LogicalPlan inner) visit(inner, around, own);
    Iterator<LogicalPlan> subqueries = plan.subqueries().iterator();
    while (subqueries.hasNext()) visit(subqueries.next(), around, own);
  }

  /** Of a stream, or files read in another way than tables are, it is not known which places they are at. */
  private static void refuseUnknown(LogicalPlan plan) {
    boolean known = !(plan instanceof DataSourceV2Relation relation) || relation.table() instanceof DeltaTableV2
        || relation.table() instanceof InformationSchema || relation.table() instanceof GovernedView;
    if (known && !plan.getClass().getSimpleName().startsWith("Streaming")) return;
    throw Refused.with("UNSUPPORTED_OPERATION", "This is not read in one statement with a view: " + plan.nodeName() + ".");
  }

  private static List<String> with(List<String> views, View view) {
    var name = view.desc().identifier();
    if (view.isTempView() || name.catalog().isEmpty()) return views;
    String full = name.catalog().get() + "." + name.database().get() + "." + name.table();
    if (!views.isEmpty() && views.get(views.size() - 1).equals(full)) return views;
    List<String> all = new ArrayList<>(views);
    all.add(full);
    return all;
  }

  private static List<String> placesIn(LogicalPlan plan) {
    if (plan instanceof DataSourceV2Relation relation && relation.table() instanceof DeltaTableV2 table) {
      return List.of(table.path().toString());
    }
    if (!(plan instanceof LogicalRelation relation && relation.relation() instanceof HadoopFsRelation files)) return List.of();
    List<String> places = new ArrayList<>();
    for (Path path : CollectionConverters.asJava(files.location().rootPaths())) places.add(path.toString());
    return places;
  }
}
