package io.audittrail.agent.plan;

/**
 * Where a value comes from.
 *
 * @param argument the argument's place, 0 for the first, or {@link #RESULT}
 */
public record Source(int argument) {
  /** Stands for the result in place of an argument. */
  public static final int RESULT = -1;

  /** Returns whether the value is the method's result, which a call that failed does not have. */
  public boolean isResult() {
    return argument == RESULT;
  }
}
