package shop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class Inventory {

  private final Map<String, Integer> pieces = new ConcurrentHashMap<>();

  void arrived(String article, int count) {
    pieces.merge(article, count, Integer::sum);
  }

  int available(String article) {
    return pieces.getOrDefault(article, 0);
  }
}
