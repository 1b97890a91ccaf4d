package com.acme.late;

/** Accepts any upload that is not empty. */
final class UploadCheck implements Check {

  @Override
  @Audited
  public boolean check(String upload) {
    return !upload.isEmpty();
  }
}
