package io.athena.apm.instrumentation.ai;

import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A stream of a library that reports each element to a call, and ends the call. Used by one thread.
 */
public final class ObservedStream {

  private ObservedStream() {}

  /** The same elements, exceptions and laziness; closing it closes the library's stream. */
  public static <T> Stream<T> of(Stream<T> stream, AiCall call) {
    return StreamSupport.stream(new Observed<>(stream.spliterator(), call), false)
        .onClose(stream::close);
  }

  private static final class Observed<T> implements Spliterator<T>, Consumer<T> {

    private final Spliterator<T> elements;
    private final AiCall call;
    private Consumer<? super T> target;

    Observed(Spliterator<T> elements, AiCall call) {
      this.elements = elements;
      this.call = call;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
      target = action;
      try {
        boolean more = elements.tryAdvance(this);
        if (!more) {
          call.end(null);
        }
        return more;
      } catch (Throwable error) {
        call.end(error);
        throw error;
      }
    }

    @Override
    public void accept(T element) {
      call.piece(element);
      target.accept(element);
    }

    /** Elements arrive one after the other, so there is nothing to gain from several threads. */
    @Override
    public Spliterator<T> trySplit() {
      return null;
    }

    @Override
    public long estimateSize() {
      return elements.estimateSize();
    }

    @Override
    public int characteristics() {
      return elements.characteristics();
    }
  }
}
