package lakestage.dataserver;

import java.util.Map;
import java.util.Set;
import org.apache.spark.connect.proto.AddArtifactsRequest;
import org.apache.spark.connect.proto.ConfigRequest;
import org.apache.spark.connect.proto.KeyValue;
import org.sparkproject.connect.protobuf.Descriptors.FieldDescriptor;
import org.sparkproject.connect.protobuf.Message;

/** What no request may ask for, whoever sends it. */
final class Requests {
  /** Functions in Java's own form: they would run inside the server, with everybody's tokens beside them. */
  private static final Set<String> JAVA_FUNCTIONS = Set.of("ScalarScalaUDF", "JavaUDF");

  private Requests() {}

  /** @throws Refused */
  static void check(Message request) {
    if (request instanceof ConfigRequest config) checkSettings(config);
    if (request instanceof AddArtifactsRequest artifacts) checkArtifacts(artifacts);
    checkParts(request);
  }

  private static void checkSettings(ConfigRequest request) {
    var operation = request.getOperation();
    for (KeyValue pair : operation.getSet().getPairsList()) Settings.requireOpen(pair.getKey());
    for (String key : operation.getUnset().getKeysList()) Settings.requireOpen(key);
  }

  private static void checkArtifacts(AddArtifactsRequest request) {
    for (var each : request.getBatch().getArtifactsList()) checkArtifact(each.getName());
    if (request.hasBeginChunk()) checkArtifact(request.getBeginChunk().getName());
  }

  private static void checkArtifact(String name) {
    if (name.startsWith("jars/") || name.startsWith("classes/")) {
      throw Refused.denied("Java's code is not run on the data server: " + name + ".");
    }
  }

  /** The parts of a message, wherever they are: options of readers and writers, functions. */
  private static void checkParts(Message message) {
    String kind = message.getDescriptorForType().getName();
    if (JAVA_FUNCTIONS.contains(kind)) throw Refused.denied("Functions in Java or Scala are not run on the data server.");
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.getName().equals("scala_function")) {
        throw Refused.denied("Functions in Java or Scala are not run on the data server.");
      }
      if (field.getName().equals("is_global") && Boolean.TRUE.equals(entry.getValue())) Statements.refuseGlobalView();
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) continue;
      if (!field.isRepeated()) checkParts((Message) entry.getValue());
      else for (Object each : (Iterable<?>) entry.getValue()) checkElement((Message) each, field.isMapField());
    }
  }

  private static void checkElement(Message message, boolean inMap) {
    if (inMap) {
      Object key = message.getField(message.getDescriptorForType().findFieldByName("key"));
      Object value = message.getField(message.getDescriptorForType().findFieldByName("value"));
      if (key instanceof String name) Settings.requireOption(name, String.valueOf(value));
    }
    checkParts(message);
  }
}
