package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The control plane, at the other end of this process's standard input and output: a line of JSON for each message. What
 * is asked is asked as somebody, with their token; nothing else than this process can ask here.
 */
public final class ControlPlane {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 60;

  /** What the control plane tells this process to do. */
  interface Orders {
    void handle(ObjectNode order);
  }

  private static PrintStream out;
  private static final AtomicLong lastNumber = new AtomicLong();
  private static final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

  private ControlPlane() {}

  /** Takes the pipes. When the control plane's end closes, for whatever reason, this process ends. */
  static void open(InputStream from, PrintStream to, Orders orders) {
    out = to;
    Thread reader = new Thread(() -> {
      read(from, orders);
      Runtime.getRuntime().halt(0);
    }, "control-plane");
    reader.setDaemon(true);
    reader.start();
  }

  private static void read(InputStream from, Orders orders) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ObjectNode message = (ObjectNode) JSON.readTree(line);
        CompletableFuture<JsonNode> asked = message.has("answer") ? waiting.remove(message.get("answer").asLong()) : null;
        if (asked != null) asked.complete(message);
        else if (message.has("changed")) Remembered.forgetAll();
        else if (!message.has("answer")) orders.handle(message);
      }
    } catch (IOException broken) {
      // As good as closed.
    }
  }

  static void tell(ObjectNode message) {
    String line = message.toString();
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }

  /** What the control plane answers to `caller`. @throws Refused with its words. */
  public static JsonNode ask(Caller caller, String question, ObjectNode request) {
    long number = lastNumber.incrementAndGet();
    CompletableFuture<JsonNode> asked = new CompletableFuture<>();
    waiting.put(number, asked);
    ObjectNode message = JSON.createObjectNode();
    message.put("ask", number).put("question", question).put("workspace", caller.workspace()).put("token", caller.token());
    message.set("request", request);
    List<String> views = request.has("url") ? Places.viewsFor(request) : Through.views();
    if (!views.isEmpty()) message.set("through", list(views));
    tell(message);
    try {
      JsonNode answer = asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      JsonNode error = answer.get("error");
      if (error != null) throw Refused.with(error.path("error_code").asText(), error.path("message").asText());
      return answer.path("body");
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw Refused.with("CANCELLED", "The statement was cancelled.");
    } catch (TimeoutException late) {
      throw Refused.with("TEMPORARILY_UNAVAILABLE", "The control plane did not answer within " + PATIENCE_SECONDS + " s.");
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      waiting.remove(number);
    }
  }

  static byte[] bytes(ObjectNode message) {
    return message.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** @throws Refused for what is no object in JSON. */
  static ObjectNode objectIn(byte[] text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException | ClassCastException broken) {
      throw Refused.with("INVALID_PARAMETER_VALUE", "The request is no object in JSON.");
    }
  }

  static ArrayNode list(List<String> texts) {
    ArrayNode list = JSON.createArrayNode();
    texts.forEach(list::add);
    return list;
  }

  public static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
