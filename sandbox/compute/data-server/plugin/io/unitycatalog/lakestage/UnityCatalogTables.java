// Delta registers a table with its catalog after the first commit, rather than before, for catalogs of this package only.
package io.unitycatalog.lakestage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lakestage.dataserver.GovernedView;
import lakestage.dataserver.InformationSchema;
import lakestage.dataserver.Caller;
import lakestage.dataserver.ControlPlane;
import lakestage.dataserver.Reads;
import lakestage.dataserver.Refused;
import lakestage.dataserver.Unchecked;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTableType;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.V1Table;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The schemas and tables of one catalog, as the control plane shows them to whoever asks. */
public final class UnityCatalogTables implements TableCatalog, SupportsNamespaces {
  private final String catalog;
  private final Map<Identifier, String> keysToCome = new ConcurrentHashMap<>();

  public UnityCatalogTables(String catalog) {
    this.catalog = catalog;
  }

  @Override
  public void initialize(String name, CaseInsensitiveStringMap options) {}

  @Override
  public String name() {
    return catalog;
  }

  @Override
  public String[] defaultNamespace() {
    return new String[] {"default"};
  }

  @Override
  public Table loadTable(Identifier ident) {
    CatalogTable table = TableForm.of(catalog, info(ident));
    return table.tableType().equals(CatalogTableType.VIEW()) ? new GovernedView(table) : V1Table.apply(table);
  }

  @Override
  public boolean tableExists(Identifier ident) {
    if (ident.namespace().length > 1) return false;
    try {
      ask("table", named(ident));
      return true;
    } catch (Exception error) {
      Refused refused = Refused.in(error);
      if (refused.isMissing()) return false;
      throw Unchecked.thrown(refused);
    }
  }

  /** @throws Refused unless the caller may change the table's rows. */
  public void requireModify(Identifier ident) {
    table(ident, "modify", named(ident));
  }

  /** A table of the catalog's `information_schema`. */
  public Table information(Identifier ident) {
    return InformationSchema.of(catalog + ".information_schema." + ident.name(), table(ident, "information", named(ident)));
  }

  /** Where the control plane wants a new managed table to lie. */
  public String stage(Identifier ident) {
    return ask("stage", named(ident)).path("staging_location").asText();
  }

  /** The place of a new external table, which the caller may use. */
  public String stageExternal(Identifier ident, String location) {
    return ask("stage", named(ident).put("storage_location", location)).path("staging_location").asText();
  }

  public String locationOf(Identifier ident) {
    return info(ident).path("storage_location").asText();
  }

  public boolean isManaged(Identifier ident) {
    return info(ident).path("table_type").asText().equals("MANAGED");
  }

  /** Keys of a table that is being made: it gets them when it is registered. */
  public void keepKeys(Identifier ident, String keys) {
    if (keys == null) keysToCome.remove(ident);
    else keysToCome.put(ident, keys);
  }

  public void addKeys(Identifier ident, String keys) {
    table(ident, "add-keys", named(ident).put("keys", keys));
  }

  /** @param name nothing: the primary key. */
  public void dropKey(Identifier ident, String name) {
    table(ident, "drop-key", named(ident).put("key", name));
  }

  private JsonNode info(Identifier ident) {
    return table(ident, "table", named(ident));
  }

  private JsonNode table(Identifier ident, String question, ObjectNode request) {
    try {
      return ask(question, request);
    } catch (Exception error) {
      Refused refused = Refused.in(error);
      if (refused.isMissing()) throw Unchecked.thrown(new NoSuchTableException(inCatalog(ident)));
      throw Unchecked.thrown(refused);
    }
  }

  /** Called when the first version of the table has been committed. */
  @Override
  public Table createTable(Identifier ident, Column[] columns, Transform[] partitions, Map<String, String> properties)
      throws TableAlreadyExistsException {
    ObjectNode request = named(ident);
    request.put("storage_location", properties.get(TableCatalog.PROP_LOCATION));
    request.put("schema_json", CatalogV2Util.v2ColumnsToStructType(columns).json());
    request.set("partition_columns", TableForm.partitionColumns(partitions));
    if (properties.get(TableCatalog.PROP_COMMENT) != null) request.put("comment", properties.get(TableCatalog.PROP_COMMENT));
    if (properties.get(TableCatalog.PROP_PROVIDER) != null) request.put("data_source_format", properties.get(TableCatalog.PROP_PROVIDER));
    ArrayNode reads = request.putArray("reads");
    Reads.soFar().forEach(reads::add);
    Caller.Job job = Caller.job();
    if (job != null) request.put("job_id", job.id()).put("run_id", job.run());
    String keys = keysToCome.remove(ident);
    if (keys != null) request.put("keys", keys);
    ObjectNode kept = request.putObject("properties");
    properties.forEach((key, value) -> {
      if (TableForm.isProperty(key)) kept.put(key, value);
    });
    return V1Table.apply(TableForm.of(catalog, ask("register", request)));
  }

  @Override
  public Table alterTable(Identifier ident, TableChange... changes) {
    // Delta has committed what changes; the control plane reads it from the commit.
    return loadTable(ident);
  }

  @Override
  public boolean dropTable(Identifier ident) {
    try {
      ask("drop", named(ident));
      return true;
    } catch (Exception error) {
      Refused refused = Refused.in(error);
      if (refused.isMissing()) return false;
      throw Unchecked.thrown(refused);
    }
  }

  @Override
  public boolean purgeTable(Identifier ident) {
    return dropTable(ident);
  }

  @Override
  public void renameTable(Identifier from, Identifier to) {
    String[] namespace = to.namespace();
    // Spark leaves the catalog's name in the new name, where the statement has it.
    String schema = namespace.length == 2 && namespace[0].equalsIgnoreCase(catalog) ? namespace[1] : schemaOf(to);
    table(from, "rename", named(from).put("new_schema", schema).put("new_name", to.name()));
  }

  @Override
  public Identifier[] listTables(String[] namespace) {
    if (namespace.length > 1) throw Refused.noSuchCatalog(namespace[0]);
    List<Identifier> found = new ArrayList<>();
    JsonNode answer = ask("tables", ControlPlane.object().put("schema", catalog + "." + String.join(".", namespace)));
    for (JsonNode name : answer.path("names")) found.add(Identifier.of(namespace, name.asText()));
    return found.toArray(Identifier[]::new);
  }

  @Override
  public String[][] listNamespaces() {
    List<String[]> found = new ArrayList<>();
    for (JsonNode name : ask("schemas", ControlPlane.object().put("catalog", catalog)).path("names")) {
      found.add(new String[] {name.asText()});
    }
    return found.toArray(String[][]::new);
  }

  @Override
  public String[][] listNamespaces(String[] namespace) {
    return namespace.length == 0 ? listNamespaces() : new String[0][];
  }

  @Override
  public Map<String, String> loadNamespaceMetadata(String[] namespace) throws NoSuchNamespaceException {
    if (namespace.length > 1) throw Refused.noSuchCatalog(namespace[0]);
    if (namespace.length == 0) throw new NoSuchNamespaceException(namespace);
    try {
      JsonNode schema = ask("schema", ControlPlane.object().put("name", catalog + "." + namespace[0]));
      Map<String, String> metadata = new HashMap<>();
      metadata.put(TableCatalog.PROP_OWNER, schema.path("owner").asText());
      if (schema.has("comment")) metadata.put(TableCatalog.PROP_COMMENT, schema.path("comment").asText());
      if (schema.has("storage_location")) metadata.put(TableCatalog.PROP_LOCATION, schema.path("storage_location").asText());
      return metadata;
    } catch (Exception error) {
      Refused refused = Refused.in(error);
      if (refused.isMissing()) throw new NoSuchNamespaceException(namespace);
      throw Unchecked.thrown(refused);
    }
  }

  @Override
  public void createNamespace(String[] namespace, Map<String, String> metadata) {
    ObjectNode request = ControlPlane.object().put("catalog", catalog).put("name", String.join(".", namespace));
    if (metadata.get(TableCatalog.PROP_COMMENT) != null) request.put("comment", metadata.get(TableCatalog.PROP_COMMENT));
    if (metadata.get(TableCatalog.PROP_LOCATION) != null) request.put("storage_root", metadata.get(TableCatalog.PROP_LOCATION));
    ask("create-schema", request);
  }

  @Override
  public void alterNamespace(String[] namespace, NamespaceChange... changes) {
    ObjectNode request = ControlPlane.object().put("name", catalog + "." + String.join(".", namespace));
    for (NamespaceChange change : changes) {
      if (change instanceof NamespaceChange.SetProperty set && set.property().equals(TableCatalog.PROP_COMMENT)) {
        request.put("comment", set.value());
      } else {
        throw Refused.with("UNSUPPORTED_OPERATION", "Of a schema, only the comment is changed by SQL here.");
      }
    }
    ask("alter-schema", request);
  }

  @Override
  public boolean dropNamespace(String[] namespace, boolean cascade) {
    ask("drop-schema", ControlPlane.object().put("name", catalog + "." + String.join(".", namespace)).put("force", cascade));
    return true;
  }

  /** Where a name has three parts and the session's catalog is asked, its first is of a catalog that the caller does not see. */
  private ObjectNode named(Identifier ident) {
    if (ident.namespace().length > 1) throw Refused.noSuchCatalog(ident.namespace()[0]);
    return ControlPlane.object().put("catalog", catalog).put("schema", schemaOf(ident)).put("name", ident.name());
  }

  private static String schemaOf(Identifier ident) {
    return String.join(".", ident.namespace());
  }

  /** With the catalog's name, as messages are to say it. */
  private Identifier inCatalog(Identifier ident) {
    String[] namespace = new String[ident.namespace().length + 1];
    namespace[0] = catalog;
    System.arraycopy(ident.namespace(), 0, namespace, 1, ident.namespace().length);
    return Identifier.of(namespace, ident.name());
  }

  private static JsonNode ask(String question, ObjectNode request) {
    return ControlPlane.ask(Caller.required(), question, request);
  }
}
