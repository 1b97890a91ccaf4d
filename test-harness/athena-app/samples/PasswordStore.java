package shop;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Random;

final class PasswordStore {

  private static final String ADMIN_PASSWORD = "not-a-real-password";

  byte[] hash(String clear) throws GeneralSecurityException {
    return MessageDigest.getInstance("MD5").digest(clear.getBytes());
  }

  String resetCode() {
    return Integer.toString(new Random().nextInt());
  }

  boolean isAdmin(String clear) {
    return clear.equals(ADMIN_PASSWORD);
  }
}
