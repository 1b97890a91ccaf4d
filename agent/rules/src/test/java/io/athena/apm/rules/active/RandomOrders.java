package io.athena.apm.rules.active;

import com.acme.order.Customer;
import com.acme.order.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Random orders: values may be null, refer back to the order, or exceed a rule's limits. */
final class RandomOrders {

  /** More than the maximum number of items that are read. */
  private static final int HUGE = 1_100;

  private final Random random;

  RandomOrders(Random random) {
    this.random = random;
  }

  /** Sometimes null. */
  Order next() {
    return orNull(this::order);
  }

  private Order order() {
    Customer customer = orNull(this::customer);
    Order order =
        new Order(
            customer,
            orNull(this::lines),
            orNull(this::named),
            orNull(() -> new Order.Box<>(orNull(this::line), orNull(this::lines))),
            orNull(() -> lines().toArray(new Order.Line[0])),
            orNull(() -> Optional.ofNullable(orNull(this::line))),
            random.nextBoolean());
    if (customer != null && random.nextBoolean()) {
      customer.ordered(random.nextBoolean() ? order : next());
    }
    return order;
  }

  private Customer customer() {
    TimeUnit level = random.nextBoolean() ? TimeUnit.DAYS : TimeUnit.HOURS;
    return new Customer(
        orNull(this::country),
        orNull(() -> level),
        orNull(() -> random.nextInt(90)),
        random.nextBoolean());
  }

  /** Sometimes longer than a tag's value may be. */
  private String country() {
    return "land" + random.nextInt(3) + (random.nextInt(5) == 0 ? "!".repeat(250) : "");
  }

  @SuppressWarnings("JdkObsolete") // Services have linked lists.
  private List<Order.Line> lines() {
    int size = random.nextInt(12) == 0 ? HUGE : random.nextInt(4);
    List<Order.Line> lines = random.nextInt(4) == 0 ? new LinkedList<>() : new ArrayList<>();
    for (int i = 0; i < size; i++) {
      lines.add(orNull(this::line));
    }
    return lines;
  }

  private Map<String, Order.Line> named() {
    Map<String, Order.Line> named = random.nextBoolean() ? new HashMap<>() : new LinkedHashMap<>();
    for (String name : List.of("first", "second")) {
      if (random.nextBoolean()) {
        named.put(name, orNull(this::line));
      }
    }
    return named;
  }

  private Order.Line line() {
    return new Order.Line(
        orNull(() -> "kind" + random.nextInt(3)),
        random.nextInt(2_000) - 50,
        100 * random.nextDouble(),
        orNull(random::nextBoolean));
  }

  private <T> T orNull(Supplier<T> value) {
    return random.nextInt(6) == 0 ? null : value.get();
  }
}
