package io.athena.apm.rules.active;

import io.athena.apm.runtime.CacheProbe;
import java.util.List;
import java.util.function.Supplier;

/** Keeps what was read. */
record RecordingCacheProbe(List<Object> results) implements CacheProbe {

  @Override
  public <T> Supplier<T> statistics(Supplier<T> chosen, Supplier<T> own) {
    return own;
  }

  @Override
  public void built(String library, Object cache) {}

  @Override
  public void read(Object cache, Object result) {
    results.add(result);
  }
}
