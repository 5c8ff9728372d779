package lakestage.dataserver;

import java.util.Map;
import org.apache.spark.connect.proto.ConfigRequest;
import org.apache.spark.connect.proto.KeyValue;
import org.sparkproject.connect.protobuf.Descriptors.FieldDescriptor;
import org.sparkproject.connect.protobuf.Message;

/** What no request may ask for, whoever sends it. */
final class Requests {
  private Requests() {}

  /** @throws Refused */
  static void check(Message request) {
    if (request instanceof ConfigRequest config) checkSettings(config);
    checkOptions(request);
  }

  private static void checkSettings(ConfigRequest request) {
    var operation = request.getOperation();
    for (KeyValue pair : operation.getSet().getPairsList()) Settings.requireOpen(pair.getKey());
    for (String key : operation.getUnset().getKeysList()) Settings.requireOpen(key);
  }

  /** Options of readers and writers, wherever in a plan they are. */
  private static void checkOptions(Message message) {
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) continue;
      if (!field.isRepeated()) checkOptions((Message) entry.getValue());
      else for (Object each : (Iterable<?>) entry.getValue()) checkOption((Message) each, field.isMapField());
    }
  }

  private static void checkOption(Message message, boolean inMap) {
    if (inMap) {
      Object key = message.getField(message.getDescriptorForType().findFieldByName("key"));
      if (key instanceof String name) Settings.requireOption(name);
    }
    checkOptions(message);
  }
}
