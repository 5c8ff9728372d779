package lakestage.dataserver;

import io.unitycatalog.lakestage.UnityCatalogTables;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.TableWritePrivilege;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.delta.catalog.DeltaCatalog;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A catalog of Unity Catalog's: its tables are Delta's to read and write, and the control plane's to give. */
public final class GovernedCatalog extends DeltaCatalog {
  private UnityCatalogTables tables;

  @Override
  public void initialize(String name, CaseInsensitiveStringMap options) {
    tables = new UnityCatalogTables(name);
    setDelegateCatalog(tables);
    super.initialize(name, options);
  }

  /** Whoever is to write is asked for it here, before anything is read. */
  @Override
  public Table loadTable(Identifier ident, Set<TableWritePrivilege> privileges) throws NoSuchTableException {
    if (!isPathIdentifier(ident)) tables.requireModify(ident);
    Table table = super.loadTable(ident);
    if (!(table instanceof GovernedView view)) return table;
    throw Refused.with("UNSUPPORTED_VIEW_OPERATION", view.name() + " is a view: its rows are changed in the tables that it is made of.");
  }

  @Override
  public Table loadTable(Identifier ident) {
    Table table = isOfInformation(ident) ? tables.information(ident) : super.loadTable(ident);
    if (!isPathIdentifier(ident)) Reads.add((name() + "." + ident).toLowerCase(Locale.ROOT));
    return table;
  }

  /** @throws Refused unless the caller may change the table's rows. */
  void requireModify(Identifier ident) {
    if (!isPathIdentifier(ident)) tables.requireModify(ident);
  }

  private static boolean isOfInformation(Identifier ident) {
    return ident.namespace().length == 1 && ident.namespace()[0].equalsIgnoreCase(InformationSchema.SCHEMA);
  }

  @Override
  public Table createTable(Identifier ident, Column[] columns, Transform[] partitions, Map<String, String> properties) {
    return super.createTable(ident, columns, partitions, placed(ident, properties));
  }

  @Override
  public StagedTable stageCreate(Identifier ident, Column[] columns, Transform[] partitions, Map<String, String> properties) {
    return Unchecked.get(() -> super.stageCreate(ident, columns, partitions, placed(ident, properties)));
  }

  @Override
  public StagedTable stageReplace(Identifier ident, Column[] columns, Transform[] partitions, Map<String, String> properties) {
    tables.requireModify(ident);
    return Unchecked.get(() -> super.stageReplace(ident, columns, partitions, placedAsBefore(ident, properties)));
  }

  @Override
  public StagedTable stageCreateOrReplace(
      Identifier ident, Column[] columns, Transform[] partitions, Map<String, String> properties) {
    boolean there = tables.tableExists(ident);
    if (there) tables.requireModify(ident);
    Map<String, String> placed = there ? placedAsBefore(ident, properties) : placed(ident, properties);
    return Unchecked.get(() -> super.stageCreateOrReplace(ident, columns, partitions, placed));
  }

  @Override
  public Table alterTable(Identifier ident, TableChange... changes) {
    if (isPathIdentifier(ident)) return super.alterTable(ident, changes);
    tables.requireModify(ident);
    TableChange[] others = Arrays.stream(changes).filter(each -> !changesKeys(ident, each)).toArray(TableChange[]::new);
    return others.length > 0 ? super.alterTable(ident, others) : Unchecked.get(() -> loadTable(ident));
  }

  /** Whether it is the keys that change: these are the control plane's. */
  private boolean changesKeys(Identifier ident, TableChange change) {
    if (!(change instanceof TableChange.SetProperty set)) return false;
    if (set.property().equals(Dialect.ADDED)) tables.addKeys(ident, set.value());
    else if (set.property().equals(Dialect.DROPPED)) tables.dropKey(ident, set.value());
    else return false;
    return true;
  }

  /** With the place that the control plane gives a managed table, where the statement names none. */
  private Map<String, String> placed(Identifier ident, Map<String, String> properties) {
    if (isPathIdentifier(ident)) return properties;
    String format = properties.get(TableCatalog.PROP_PROVIDER);
    if (format != null && !format.equalsIgnoreCase("delta")) {
      throw Refused.with("UNSUPPORTED_OPERATION", "Only tables of Delta are made here: leave USING " + format + " out.");
    }
    tables.keepKeys(ident, properties.get(Dialect.ADDED));
    return properties.get(TableCatalog.PROP_LOCATION) == null
        ? with(properties, tables.stage(ident), true)
        : with(properties, tables.stageExternal(ident, properties.get(TableCatalog.PROP_LOCATION)), false);
  }

  private Map<String, String> placedAsBefore(Identifier ident, Map<String, String> properties) {
    tables.keepKeys(ident, properties.get(Dialect.ADDED));
    return with(properties, tables.locationOf(ident), tables.isManaged(ident));
  }

  private static Map<String, String> with(Map<String, String> properties, String location, boolean managed) {
    Map<String, String> placed = new HashMap<>(properties);
    placed.remove(Dialect.ADDED);
    placed.put(TableCatalog.PROP_LOCATION, location);
    if (managed) placed.put(TableCatalog.PROP_IS_MANAGED_LOCATION, "true");
    return placed;
  }
}
