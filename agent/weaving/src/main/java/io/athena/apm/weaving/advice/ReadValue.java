package io.athena.apm.weaving.advice;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.StackManipulation;

/** A value that an advice reads in the place of a parameter; it can't write most of them. */
interface ReadValue extends Advice.OffsetMapping.Target, StackManipulation {

  @Override
  default StackManipulation resolveRead() {
    return this;
  }

  @Override
  default StackManipulation resolveWrite() {
    throw new IllegalStateException("an advice does not write this parameter");
  }

  @Override
  default StackManipulation resolveIncrement(int value) {
    return resolveWrite();
  }

  @Override
  default boolean isValid() {
    return true;
  }
}
