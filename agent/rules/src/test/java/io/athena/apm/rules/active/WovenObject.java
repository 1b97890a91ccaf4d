package io.athena.apm.rules.active;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** An object of a class that only its own loader has. */
record WovenObject(Object target) {

  /** Calls the method with this name and number of parameters; throws its exception. */
  Object call(String method, Object... arguments) throws Exception {
    for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
      for (Method declared : type.getDeclaredMethods()) {
        if (declared.getName().equals(method)
            && !declared.isBridge()
            && declared.getParameterCount() == arguments.length) {
          return invoke(declared, arguments);
        }
      }
    }
    throw new NoSuchMethodException(method);
  }

  private Object invoke(Method method, Object... arguments) throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw (Error) thrown.getCause();
    }
  }

  WovenObject set(String field, Object value) throws ReflectiveOperationException {
    target.getClass().getField(field).set(target, value);
    return this;
  }
}
