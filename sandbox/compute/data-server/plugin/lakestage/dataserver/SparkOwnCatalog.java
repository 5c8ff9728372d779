package lakestage.dataserver;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.ProcedureCatalog;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.delta.catalog.DeltaCatalog;

/** Where names of one or two parts lead: temporary views and paths are found there, and nothing is kept. */
public final class SparkOwnCatalog extends DeltaCatalog implements ProcedureCatalog {
  @Override
  public UnboundProcedure loadProcedure(Identifier name) {
    return Procedure.named(name);
  }

  /** Where a name has three parts, its first is of a catalog that the caller does not see. */
  @Override
  public Table loadTable(Identifier ident) {
    if (ident.namespace().length < 2) return super.loadTable(ident);
    throw Refused.noSuchCatalog(ident.namespace()[0]);
  }

  @Override
  public boolean tableExists(Identifier ident) {
    return ident.namespace().length < 2 && super.tableExists(ident);
  }

  @Override
  public Identifier[] listTables(String[] namespace) {
    if (namespace.length > 1) throw Refused.noSuchCatalog(namespace[0]);
    return Unchecked.get(() -> super.listTables(namespace));
  }

  @Override
  public Table createTable(Identifier ident, Column[] columns, Transform[] partitions, Map<String, String> properties) {
    requirePath(ident);
    return super.createTable(ident, columns, partitions, properties);
  }

  @Override
  public StagedTable stageCreate(Identifier ident, Column[] columns, Transform[] partitions, Map<String, String> properties) {
    requirePath(ident);
    return Unchecked.get(() -> super.stageCreate(ident, columns, partitions, properties));
  }

  @Override
  public StagedTable stageReplace(Identifier ident, Column[] columns, Transform[] partitions, Map<String, String> properties) {
    requirePath(ident);
    return Unchecked.get(() -> super.stageReplace(ident, columns, partitions, properties));
  }

  @Override
  public StagedTable stageCreateOrReplace(
      Identifier ident, Column[] columns, Transform[] partitions, Map<String, String> properties) {
    requirePath(ident);
    return Unchecked.get(() -> super.stageCreateOrReplace(ident, columns, partitions, properties));
  }

  @Override
  public void createNamespace(String[] namespace, Map<String, String> metadata) {
    throw Refused.denied("Schemas are in catalogs: name it as <catalog>.<schema>.");
  }

  private void requirePath(Identifier ident) {
    if (isPathIdentifier(ident)) return;
    throw Refused.denied("Tables are in catalogs: name it as <catalog>.<schema>." + ident.name() + ", or USE CATALOG first.");
  }
}
