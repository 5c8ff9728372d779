package lakestage.dataserver;

import java.util.UUID;
import org.apache.spark.connect.proto.UserContext;
import org.sparkproject.connect.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.sparkproject.connect.grpc.Metadata;
import org.sparkproject.connect.grpc.ServerCall;
import org.sparkproject.connect.grpc.ServerCallHandler;
import org.sparkproject.connect.grpc.ServerInterceptor;
import org.sparkproject.connect.grpc.Status;
import org.sparkproject.connect.protobuf.Descriptors.FieldDescriptor;
import org.sparkproject.connect.protobuf.Message;

/**
 * Lets nobody in without the token of a principal of the named workspace, and has Spark take that principal for the
 * user, whoever a request says it is from: so no session can be used, interrupted or looked at with another's token.
 */
public final class CallerInterceptor implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION = header("authorization");
  private static final Metadata.Key<String> WORKSPACE = header("x-databricks-org-id");
  private static final Metadata.Key<String> JOB = header("x-databricks-job-id");
  private static final Metadata.Key<String> JOB_RUN = header("x-databricks-job-run-id");

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Caller caller;
    try {
      caller = Caller.connecting(required(headers, WORKSPACE), tokenIn(required(headers, AUTHORIZATION)));
    } catch (Exception error) {
      Refused refused = Refused.in(error);
      Status status = refused.code().equals("UNAUTHENTICATED") ? Status.UNAUTHENTICATED : Status.PERMISSION_DENIED;
      call.close(status.withDescription(refused.getMessage()), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return new AsCaller<>(next.startCall(call, headers), caller, jobIn(headers), call);
  }

  private static String required(Metadata headers, Metadata.Key<String> key) {
    String value = headers.get(key);
    if (value == null) throw Refused.with("UNAUTHENTICATED", "The connection has no " + key.name() + ": docs/sandbox.md, under Data, says what its address is made of.");
    return value;
  }

  private static Caller.Job jobIn(Metadata headers) {
    String id = headers.get(JOB);
    String run = headers.get(JOB_RUN);
    return id == null || run == null || !(id + run).matches("\\d{1,40}") ? null : new Caller.Job(id, run);
  }

  private static String tokenIn(String authorization) {
    return authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : authorization;
  }

  private static Metadata.Key<String> header(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** Whatever is done for the call is done for its caller. */
  private static final class AsCaller<Q, A> extends SimpleForwardingServerCallListener<Q> {
    private final Caller caller;
    private final ServerCall<Q, A> call;
    private final Caller.Job job;
    private final String operation = UUID.randomUUID().toString();
    private boolean closed;

    AsCaller(ServerCall.Listener<Q> inner, Caller caller, Caller.Job job, ServerCall<Q, A> call) {
      super(inner);
      this.caller = caller;
      this.job = job;
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      caller.run(operation, job, () -> {
        try {
          Requests.check((Message) message);
          super.onMessage(signed(message));
        } catch (Exception error) {
          Refused refused = Refused.in(error);
          closed = true;
          call.close(Status.PERMISSION_DENIED.withDescription(refused.getMessage()), new Metadata());
        }
      });
    }

    @Override
    public void onHalfClose() {
      if (!closed) caller.run(operation, job, super::onHalfClose);
    }

    @Override
    public void onCancel() {
      caller.run(operation, job, super::onCancel);
    }

    @Override
    public void onComplete() {
      caller.run(operation, job, super::onComplete);
    }

    @Override
    public void onReady() {
      caller.run(operation, job, super::onReady);
    }

    @SuppressWarnings("unchecked") // The builder of a message makes one of its own type.
    private Q signed(Q message) {
      Message request = (Message) message;
      FieldDescriptor field = request.getDescriptorForType().findFieldByName("user_context");
      if (field == null) throw Refused.denied("A request says nothing of its user.");
      UserContext user = UserContext.newBuilder().setUserId(caller.key()).setUserName(caller.name()).build();
      return (Q) request.toBuilder().setField(field, user).build();
    }
  }
}
