package io.athena.apm.benchmarks.jmh;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;

/**
 * Reads a value with Jedis, without a network: a round trip to a real server varies by more than
 * the agent adds. The script runs it with and without the agent.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class RedisBenchmark {

  private final Jedis redis = new Jedis(new Connection(AnsweringSocket::new));

  /** Reads the value. */
  @Benchmark
  public String get() {
    return redis.get("key");
  }

  /** Each read of the client is an answer. */
  private static final class AnsweringSocket extends Socket {

    private static final byte[] ANSWER = "$5\r\nvalue\r\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public boolean isBound() {
      return true;
    }

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return new InputStream() {

        @Override
        public int read() {
          throw new UnsupportedOperationException("the client reads into a buffer");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
          System.arraycopy(ANSWER, 0, buffer, offset, ANSWER.length);
          return ANSWER.length;
        }
      };
    }
  }
}
