package lakestage.dataserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.execution.arrow.ArrowConverters$;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** Writes a statement's rows as a warehouse gives them, in chunks: `0`, `1` and so on in a folder. */
final class Results {
  private static final int CHUNK_BYTES = 4 * 1024 * 1024;
  private static final int CHUNK_ROWS = 50_000;

  private final Path folder;
  private final String format;
  private final ArrayNode chunks = ControlPlane.object().arrayNode();
  private long written;
  private long count;

  Results(Path folder, String format) {
    this.folder = folder;
    this.format = format;
  }

  /** @param rowLimit of rows, and byteLimit of bytes, after which the rest is left out; 0: none. */
  ObjectNode write(Dataset<Row> rows, long rowLimit, long byteLimit) throws IOException {
    Files.createDirectories(folder);
    boolean truncated = format.equals("ARROW_STREAM") ? writeArrow(rows, rowLimit) : writeText(rows, rowLimit, byteLimit);
    ObjectNode manifest = ControlPlane.object();
    manifest.put("schema_json", rows.schema().json());
    manifest.set("chunks", chunks);
    return manifest.put("rows", count).put("bytes", written).put("truncated", truncated);
  }

  private boolean writeText(Dataset<Row> rows, long rowLimit, long byteLimit) throws IOException {
    Iterator<Row> texts = asTexts(rows).toLocalIterator();
    StringBuilder chunk = new StringBuilder();
    int inChunk = 0;
    boolean truncated = false;
    while (texts.hasNext()) {
      Row row = texts.next();
      String line = lineOf(row);
      truncated = rowLimit > 0 && count + inChunk >= rowLimit
          || byteLimit > 0 && written + chunk.length() + line.length() > byteLimit;
      if (truncated) break;
      chunk.append(inChunk == 0 ? "" : ",").append(line);
      inChunk++;
      if (chunk.length() < CHUNK_BYTES && inChunk < CHUNK_ROWS) continue;
      put(("[" + chunk + "]").getBytes(StandardCharsets.UTF_8), inChunk);
      chunk.setLength(0);
      inChunk = 0;
    }
    if (inChunk > 0) put(("[" + chunk + "]").getBytes(StandardCharsets.UTF_8), inChunk);
    return truncated;
  }

  private static String lineOf(Row row) {
    ArrayNode values = ControlPlane.object().arrayNode();
    for (int index = 0; index < row.size(); index++) values.add(row.getString(index));
    return values.toString();
  }

  /** Every value as text, or null. */
  private static Dataset<Row> asTexts(Dataset<Row> rows) {
    StructType schema = rows.schema();
    List<String> names = new ArrayList<>();
    List<Column> texts = new ArrayList<>();
    for (int index = 0; index < schema.size(); index++) {
      String name = "c" + index;
      names.add(name);
      texts.add(asText(functions.col(name), schema.apply(index).dataType()).as(name));
    }
    return rows.toDF(names.toArray(String[]::new)).select(texts.toArray(Column[]::new));
  }

  private static Column asText(Column column, DataType type) {
    if (type instanceof StructType || type instanceof ArrayType || type instanceof MapType) return functions.to_json(column);
    if (type instanceof TimestampType) return functions.date_format(column, "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    return type instanceof BinaryType ? functions.base64(column) : column.cast("string");
  }

  private boolean writeArrow(Dataset<Row> rows, long rowLimit) throws IOException {
    Dataset<Row> asked = rowLimit > 0 ? rows.limit((int) Math.min(rowLimit, Integer.MAX_VALUE)) : rows;
    var batches = ArrowConverters$.MODULE$.toBatchWithSchemaIterator(
        asked.queryExecution().executedPlan().executeToIterator(), asked.schema(), CHUNK_ROWS, CHUNK_BYTES, "UTC", false, false);
    try {
      while (batches.hasNext()) {
        byte[] batch = batches.next();
        put(batch, (int) batches.rowCountInLastBatch());
      }
    } finally {
      batches.close();
    }
    return rowLimit > 0 && count >= rowLimit && rows.count() > count;
  }

  private void put(byte[] bytes, int rows) throws IOException {
    Files.write(folder.resolve(String.valueOf(chunks.size())), bytes);
    chunks.addObject().put("rows", rows).put("bytes", bytes.length).put("row_offset", count);
    written += bytes.length;
    count += rows;
  }
}
