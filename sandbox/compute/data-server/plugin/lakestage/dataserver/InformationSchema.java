package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A table of a catalog's `information_schema`: rows that the control plane has for whoever asks. */
public record InformationSchema(String name, JsonNode answer) implements SupportsRead {
  static final String SCHEMA = "information_schema";

  /** @param answer the control plane's. */
  public static InformationSchema of(String name, JsonNode answer) {
    return new InformationSchema(name, answer);
  }

  private Rows found() {
    return Rows.of(answer);
  }

  @Override
  @SuppressWarnings("deprecation") // Spark has no other yet that must be there.
  public StructType schema() {
    return found().schema();
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return this::found;
  }
}
