package io.unitycatalog.lakestage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lakestage.dataserver.ControlPlane;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTable$;
import org.apache.spark.sql.catalyst.catalog.CatalogTableType;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** A table, as the control plane and as Spark describe it. */
final class TableForm {
  private static final Set<String> NOT_PROPERTIES = Set.of(
      TableCatalog.PROP_LOCATION, TableCatalog.PROP_IS_MANAGED_LOCATION, TableCatalog.PROP_EXTERNAL, TableCatalog.PROP_COMMENT,
      TableCatalog.PROP_PROVIDER, TableCatalog.PROP_OWNER, "path");

  private TableForm() {}

  static boolean isProperty(String key) {
    return !NOT_PROPERTIES.contains(key) && !key.startsWith(TableCatalog.OPTION_PREFIX);
  }

  /** As Spark has it. What it is partitioned by is read from Delta's log. */
  static CatalogTable of(String catalog, JsonNode info) {
    Map<String, String> properties = new HashMap<>();
    info.path("properties").fields().forEachRemaining(each -> properties.put(each.getKey(), each.getValue().asText()));
    List<StructField> fields = new ArrayList<>();
    for (JsonNode column : info.path("columns")) fields.add(fieldOf(column));
    Option<URI> location = info.has("storage_location")
        ? Option.apply(URI.create(info.path("storage_location").asText())) : Option.empty();
    CatalogTable$ defaults = CatalogTable$.MODULE$;
    return new CatalogTable(
        new TableIdentifier(info.path("name").asText(), Option.apply(info.path("schema_name").asText()), Option.apply(catalog)),
        typeOf(info.path("table_type").asText()),
        new CatalogStorageFormat(location, Option.empty(), Option.empty(), Option.empty(), false, scalaMap(Map.of())),
        new StructType(fields.toArray(StructField[]::new)),
        Option.apply(info.path("data_source_format").asText("delta").toLowerCase(Locale.ROOT)),
        defaults.apply$default$6(),
        defaults.apply$default$7(),
        info.path("owner").asText(),
        info.path("created_at").asLong(),
        defaults.apply$default$10(),
        defaults.apply$default$11(),
        scalaMap(properties),
        defaults.apply$default$13(),
        info.has("view_definition") ? Option.apply(info.path("view_definition").asText()) : Option.empty(),
        info.has("comment") ? Option.apply(info.path("comment").asText()) : Option.empty(),
        defaults.apply$default$16(),
        defaults.apply$default$17(),
        defaults.apply$default$18(),
        defaults.apply$default$19(),
        defaults.apply$default$20(),
        defaults.apply$default$21());
  }

  private static CatalogTableType typeOf(String type) {
    if (type.equals("VIEW")) return CatalogTableType.VIEW();
    return type.equals("MANAGED") ? CatalogTableType.MANAGED() : CatalogTableType.EXTERNAL();
  }

  private static StructField fieldOf(JsonNode column) {
    Metadata metadata = column.has("comment")
        ? new MetadataBuilder().putString("comment", column.path("comment").asText()).build() : Metadata.empty();
    DataType type = DataType.fromDDL(column.path("type_text").asText());
    return new StructField(column.path("name").asText(), type, column.path("nullable").asBoolean(true), metadata);
  }

  /** What a table is partitioned by. */
  static ArrayNode partitionColumns(Transform[] partitions) {
    ArrayNode names = ControlPlane.object().arrayNode();
    for (Transform each : partitions) {
      if (each.name().equals("identity")) names.add(each.references()[0].fieldNames()[0]);
    }
    return names;
  }

  private static <V> scala.collection.immutable.Map<String, V> scalaMap(Map<String, V> map) {
    return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(map));
  }
}
