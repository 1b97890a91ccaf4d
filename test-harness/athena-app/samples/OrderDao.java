package shop;

import java.sql.Connection;
import java.sql.SQLException;

final class OrderDao {

  private final Connection connection;

  OrderDao(Connection connection) {
    this.connection = connection;
  }

  void cancel(String order) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM orders WHERE id = '" + order + "'");
    }
  }
}
