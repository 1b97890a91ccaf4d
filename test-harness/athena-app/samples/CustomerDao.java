package shop;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

final class CustomerDao {

  private final Connection connection;

  CustomerDao(Connection connection) {
    this.connection = connection;
  }

  ResultSet byName(String name) throws SQLException {
    String query = "SELECT id, name FROM customers WHERE name = '" + name + "'";
    return connection.createStatement().executeQuery(query);
  }
}
