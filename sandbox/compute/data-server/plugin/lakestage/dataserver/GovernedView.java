package lakestage.dataserver;

import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** A view, as a table that can be described and not read: `Views` puts what it is made of in its place. */
public final class GovernedView implements Table {
  private final CatalogTable described;

  public GovernedView(CatalogTable described) {
    this.described = described;
  }

  CatalogTable described() {
    return described;
  }

  /** `catalog.schema.view`. */
  @Override
  public String name() {
    var name = described.identifier();
    return name.catalog().get() + "." + name.database().get() + "." + name.table();
  }

  @Override
  @SuppressWarnings("deprecation") // Spark has no other yet that must be there.
  public StructType schema() {
    return described.schema();
  }

  @Override
  public Map<String, String> properties() {
    return CollectionConverters.asJava(described.properties());
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }
}
