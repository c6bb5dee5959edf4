package io.audittrail.collector.cli.auditor;

import io.audittrail.collector.client.CallFailedException;

/** How the auditor's commands end. Numbers stay as they are, so that scripts can rely on them. */
public final class ExitCode {
  /** Something unforeseen, such as a full disk. */
  public static final int FAILED = 1;

  /** Called wrongly. */
  public static final int USAGE = 2;

  /** The collector refused. */
  public static final int REFUSED = 3;

  /** Nobody answered, or nobody who is a collector. */
  public static final int UNREACHABLE = 4;

  /** Some of it was not taken in, or did not arrive. */
  public static final int INCOMPLETE = 5;

  /** Numbers of producers are missing. */
  public static final int MISSING = 6;

  static final String HEADING = "%nExit codes:%n";
  static final String DONE_TEXT = "0:Done; also when whoever reads the output has enough.";
  static final String FAILED_TEXT = "1:Failed unexpectedly, such as with a full disk.";
  static final String USAGE_TEXT = "2:Called wrongly.";
  static final String REFUSED_TEXT = "3:The collector refused: token, permission, filter.";
  static final String UNREACHABLE_TEXT =
      "4:No collector answered, or it was busy or broken for too long.";
  static final String INCOMPLETE_TEXT =
      "5:Incomplete: events were rejected, or an export was cut short.";

  static final String MISSING_TEXT = "6:Numbers of producers are missing (gaps).";

  private ExitCode() {}

  /** Returns the exit code for a call that failed. */
  public static int of(CallFailedException failure) {
    return switch (failure.reason()) {
      case REFUSED -> REFUSED;
      case UNREACHABLE -> UNREACHABLE;
      case INCOMPLETE -> INCOMPLETE;
    };
  }
}
