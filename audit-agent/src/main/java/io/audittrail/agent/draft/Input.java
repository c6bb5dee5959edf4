package io.audittrail.agent.draft;

import org.jspecify.annotations.Nullable;

/** Tells a draft what one annotation takes from one value. */
interface Input {
  /**
   * Tells the draft what the value says.
   *
   * @throws IllegalArgumentException if the annotation does not fit the value
   * @throws IllegalStateException if the application's code that reads the value failed
   */
  void tell(Draft draft, @Nullable Object value);
}
