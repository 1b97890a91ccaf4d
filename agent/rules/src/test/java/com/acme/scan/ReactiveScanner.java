package com.acme.scan;

import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Returns the object that the test has set, declared as each asynchronous type. */
public class ReactiveScanner {

  /** What is given back. */
  public Object result;

  /** For its constructor. */
  public ReactiveScanner() {}

  /** One, or none. */
  @SuppressWarnings("unchecked")
  public Mono<String> mono(String path) {
    return (Mono<String>) result;
  }

  /** Many. */
  @SuppressWarnings("unchecked")
  public Flux<String> flux(String path) {
    return (Flux<String>) result;
  }

  /** Of any library. */
  @SuppressWarnings("unchecked")
  public Publisher<String> publisher(String path) {
    return (Publisher<String>) result;
  }

  /** Of the JDK. */
  @SuppressWarnings("unchecked")
  public Flow.Publisher<String> flow(String path) {
    return (Flow.Publisher<String>) result;
  }

  /** Blocks whoever wants it. */
  @SuppressWarnings("unchecked")
  public Future<String> future(String path) {
    return (Future<String>) result;
  }

  /** Says nothing of what it is. */
  public Object anything(String path) {
    return result;
  }
}
