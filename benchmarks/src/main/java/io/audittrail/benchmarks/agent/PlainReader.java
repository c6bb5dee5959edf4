package io.audittrail.benchmarks.agent;

import org.openjdk.jmh.annotations.CompilerControl;

/** Carries no annotation of any agent. */
final class PlainReader implements Reader {
  @Override
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  public int read(String dataset, String format) {
    return dataset.length() + format.length();
  }
}
