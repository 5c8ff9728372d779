package lakestage.dataserver;

import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.GlobalTempView$;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.CreateTempViewUsing;
import scala.Tuple2;
import scala.collection.Iterator;

/** What no statement may do, whoever runs it. */
final class Statements {
  /** By the class of the parsed plan: what loads code, reads the server's files, or shows what other sessions have. */
  private static final Map<String, String> REFUSED = Map.ofEntries(
      Map.entry("AddJarsCommand", "ADD JAR"), Map.entry("AddFilesCommand", "ADD FILE"), Map.entry("AddArchivesCommand", "ADD ARCHIVE"),
      Map.entry("ListFilesCommand", "LIST FILE"), Map.entry("ListJarsCommand", "LIST JAR"),
      Map.entry("ListArchivesCommand", "LIST ARCHIVE"), Map.entry("CreateFunction", "CREATE FUNCTION of a class"),
      Map.entry("CreateFunctionCommand", "CREATE FUNCTION of a class"), Map.entry("LoadData", "LOAD DATA"),
      Map.entry("InsertIntoDir", "INSERT OVERWRITE DIRECTORY"), Map.entry("ScriptTransformation", "TRANSFORM"));

  private Statements() {}

  /** @throws Refused */
  static void check(LogicalPlan plan) {
    String name = plan.getClass().getSimpleName();
    String refused = REFUSED.get(name);
    if (refused != null) throw Refused.denied(refused + " is not run on the data server.");
    if (makesGlobalView(plan)) refuseGlobalView();
    if (name.equals("SetCommand") && plan.productElement(0).equals(scala.None$.MODULE$)) {
      throw Refused.denied("The settings are the data server's: name one, as in SET spark.sql.ansi.enabled.");
    }
    if (name.equals("SetCommand") || name.equals("ResetCommand") || name.equals("UnsetCommand")) checkSetting(plan);
    checkOptions(plan.productIterator());
    Iterator<LogicalPlan> children = plan.children().iterator();
    while (children.hasNext()) check(children.next());
    Iterator<?> inside = plan.innerChildren().iterator();
    while (inside.hasNext()) if (inside.next() instanceof LogicalPlan inner) check(inner);
  }

  /** Sessions of others would see it, with what is cached of it. */
  static void refuseGlobalView() {
    throw Refused.denied("Global temporary views are not made on the data server: a temporary view is the session's own.");
  }

  private static boolean makesGlobalView(LogicalPlan plan) {
    Iterator<Object> members = plan.productIterator();
    boolean global = false;
    while (members.hasNext()) global |= members.next() == GlobalTempView$.MODULE$;
    return global || plan instanceof CreateTempViewUsing view && view.global();
  }

  /** A setting's name is the first text in the command. */
  private static void checkSetting(LogicalPlan plan) {
    visit(plan.productIterator(), text -> Settings.requireOpen(text));
  }

  private static void checkOptions(Iterator<Object> members) {
    while (members.hasNext()) {
      Object member = members.next();
      if (member instanceof scala.collection.Map<?, ?> map) {
        Iterator<?> pairs = map.iterator();
        while (pairs.hasNext()) if (pairs.next() instanceof Tuple2<?, ?> pair) Settings.requireOption(textOf(pair._1()), textOf(pair._2()));
      } else if (member instanceof java.util.Map<?, ?> map) {
        map.forEach((key, value) -> Settings.requireOption(textOf(key), textOf(value)));
      } else if (member instanceof scala.Product product && !(member instanceof LogicalPlan)) {
        checkOptions(product.productIterator());
      }
    }
  }

  /** The text of an option, which may be a literal in the plan. */
  private static String textOf(Object said) {
    return said instanceof Literal literal ? String.valueOf(literal.value()) : String.valueOf(said);
  }

  private interface Visitor {
    void see(String text);
  }

  private static boolean visit(Iterator<Object> members, Visitor visitor) {
    while (members.hasNext()) {
      Object member = members.next();
      if (member instanceof String text) {
        visitor.see(text);
        return true;
      }
      if (member instanceof scala.Product product && visit(product.productIterator(), visitor)) return true;
    }
    return false;
  }
}
