package com.acme.scan;

import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Returns the object that the test has set, declared as each asynchronous type. */
public class ReactiveScanner {

  /** The object that each method returns. */
  public Object result;

  /** For its constructor. */
  public ReactiveScanner() {}

  /** A publisher of at most one element. */
  @SuppressWarnings("unchecked")
  public Mono<String> mono(String path) {
    return (Mono<String>) result;
  }

  /** A publisher of many elements. */
  @SuppressWarnings("unchecked")
  public Flux<String> flux(String path) {
    return (Flux<String>) result;
  }

  /** A publisher of any library. */
  @SuppressWarnings("unchecked")
  public Publisher<String> publisher(String path) {
    return (Publisher<String>) result;
  }

  /** A publisher of the JDK. */
  @SuppressWarnings("unchecked")
  public Flow.Publisher<String> flow(String path) {
    return (Flow.Publisher<String>) result;
  }

  /** A future. */
  @SuppressWarnings("unchecked")
  public Future<String> future(String path) {
    return (Future<String>) result;
  }

  /** A declared type that does not show what is returned. */
  public Object anything(String path) {
    return result;
  }
}
