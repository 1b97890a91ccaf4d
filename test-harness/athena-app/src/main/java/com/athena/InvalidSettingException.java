package com.athena;

/** A setting has a value that it cannot have; the message is one line for people. */
final class InvalidSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSettingException(String message) {
    super(message);
  }
}
