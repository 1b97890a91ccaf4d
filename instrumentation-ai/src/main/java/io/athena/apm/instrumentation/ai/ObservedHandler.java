package io.athena.apm.instrumentation.ai;

import io.athena.apm.spans.SpanScope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Stands for the application's handler of a stream, whatever methods its version has. */
public final class ObservedHandler implements InvocationHandler {

  private final Object handler;
  private final AiCall call;

  private ObservedHandler(Object handler, AiCall call) {
    this.handler = handler;
    this.call = call;
  }

  /**
   * A proxy of the interface of a library's handlers, which reports to a call and passes all on.
   */
  public static Object of(Class<?> type, Object handler, AiCall call) {
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, new ObservedHandler(handler, call));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "onNext", "onPartialResponse", "onPartialToolCall" -> {
        if (!"".equals(arguments[0])) {
          call.content();
        }
      }
      case "onComplete", "onCompleteResponse" -> {
        call.piece(arguments[0]);
        return end(null, method, arguments);
      }
      case "onError" -> {
        return end((Throwable) arguments[0], method, arguments);
      }
      case "accept" -> {
        return accept(method, arguments);
      }
      default -> {}
    }
    return call(method, arguments);
  }

  /** A consumer that throws has closed the stream. */
  private Object accept(Method method, Object[] arguments) throws Throwable {
    call.piece(arguments[0]);
    SpanScope before = call.beforeSignal();
    try {
      return call(method, arguments);
    } catch (Throwable thrown) {
      call.end(null);
      throw thrown;
    } finally {
      call.afterSignal(before);
    }
  }

  private Object end(Throwable error, Method method, Object[] arguments) throws Throwable {
    SpanScope before = call.beforeSignal();
    try {
      call.end(error);
      return call(method, arguments);
    } finally {
      call.afterSignal(before);
    }
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(handler, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
