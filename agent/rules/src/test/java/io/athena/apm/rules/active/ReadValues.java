package io.athena.apm.rules.active;

import com.acme.order.Customer;
import com.acme.order.Order;
import io.athena.apm.rules.active.ReadValue.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The values that a rule may read from a value of a type: itself or, for an order, its parts. */
final class ReadValues {

  private ReadValues() {}

  static List<ReadValue> of(String path, Class<?> type, ReadValue.Source from) {
    ReadValue root = new ReadValue(path, kind(type), from);
    return type == Order.class ? ofOrder(root) : List.of(root);
  }

  private static Kind kind(Class<?> type) {
    if (type == boolean.class) {
      return Kind.FLAG;
    }
    boolean number = type.isPrimitive() && type != char.class && type != void.class;
    return number ? Kind.NUMBER : type == Order.class ? Kind.OBJECT : Kind.TEXT;
  }

  static List<ReadValue> ofItem() {
    return ofLine(new ReadValue("item", Kind.OBJECT, (call, item) -> item));
  }

  static List<ReadValue> matching(List<ReadValue> values, Predicate<ReadValue> wanted) {
    return values.stream().filter(wanted).toList();
  }

  private static List<ReadValue> ofOrder(ReadValue order) {
    ReadValue customer = order.then("customer", Kind.OBJECT, Order::customer);
    List<ReadValue> values = new ArrayList<>(ofParts(order));
    values.addAll(ofCustomer(customer));
    // This may refer back to an object earlier in the path.
    ReadValue last = customer.then("last", Kind.OBJECT, Customer::last);
    values.addAll(ofParts(last));
    values.addAll(ofCustomer(last.then("customer", Kind.OBJECT, Order::customer)));
    return values;
  }

  private static List<ReadValue> ofParts(ReadValue order) {
    List<ReadValue> values = new ArrayList<>();
    values.add(order.then("urgent", Kind.FLAG, Order::urgent));
    values.addAll(ofLines(order.then("lines", Kind.ITEMS, Order::lines)));
    ReadValue named = order.then("named", Kind.ITEMS, Order::named);
    values.add(named);
    values.addAll(ofLine(named.then("first", Kind.OBJECT, (Map<?, ?> map) -> map.get("first"))));
    ReadValue box = order.then("box", Kind.OBJECT, Order::box);
    values.addAll(ofLine(box.then("content", Kind.OBJECT, (Order.Box<?> held) -> held.content())));
    values.addAll(
        ofLines(box.then("contents", Kind.ITEMS, (Order.Box<?> held) -> held.contents())));
    ReadValue array = order.then("array", Kind.ITEMS, Order::array);
    values.add(array);
    values.add(array.then("length", Kind.NUMBER, (Object[] held) -> held.length));
    values.addAll(ofLine(array.then("1", Kind.OBJECT, (Object[] all) -> at(all, 1))));
    // The content of an optional is read, so the optional is not a step of the path.
    values.addAll(ofLine(order.then("best", Kind.OBJECT, ReadValues::best)));
    return values;
  }

  private static Order.Line best(Order order) {
    Optional<Order.Line> best = order.best();
    return best == null ? null : best.orElse(null);
  }

  private static List<ReadValue> ofLines(ReadValue lines) {
    List<ReadValue> values = new ArrayList<>();
    values.add(lines);
    values.add(lines.then("size", Kind.NUMBER, (Collection<?> all) -> all.size()));
    values.add(lines.then("empty", Kind.FLAG, (Collection<?> all) -> all.isEmpty()));
    values.addAll(ofLine(lines.then("0", Kind.OBJECT, (List<?> all) -> at(all.toArray(), 0))));
    return values;
  }

  private static Object at(Object[] all, int position) {
    return position < all.length ? all[position] : null;
  }

  private static List<ReadValue> ofLine(ReadValue line) {
    return List.of(
        line.then("kind", Kind.TEXT, Order.Line::kind),
        line.then("amount", Kind.NUMBER, Order.Line::amount),
        line.then("weight", Kind.NUMBER, Order.Line::weight),
        line.then("gift", Kind.FLAG, Order.Line::gift));
  }

  private static List<ReadValue> ofCustomer(ReadValue customer) {
    return List.of(
        customer.then("land", Kind.TEXT, Customer::getLand),
        customer.then("level", Kind.TEXT, Customer::level),
        customer.then("age", Kind.NUMBER, Customer::age),
        customer.then("regular", Kind.FLAG, Customer::isRegular));
  }
}
