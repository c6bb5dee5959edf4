package testapp;

import io.audittrail.annotation.AuditAnnotation;
import io.audittrail.annotation.AuditAttribute;
import io.audittrail.catalogue.EventType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An application with annotations and event types of its own. */
public final class Ballot {
  private Ballot() {}

  enum Votes implements EventType {
    VOTE_CAST,
    VOTE_REFUSED {
      @Override
      public String wireName() {
        return "vote.refused";
      }
    },
    VOTE_FAILED
  }

  @AuditAnnotation(AuditAnnotation.Role.EVENT)
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface VoteAudited {
    Votes value() default Votes.VOTE_CAST;
  }

  @AuditAnnotation(AuditAnnotation.Role.FAILURE)
  @Repeatable(VoteFailures.class)
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface VoteFailure {
    Votes value();

    Class<? extends Throwable> exception() default RuntimeException.class;
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface VoteFailures {
    VoteFailure[] value();
  }

  static final class Voting {
    private Voting() {}

    @VoteAudited
    @VoteFailure(value = Votes.VOTE_REFUSED, exception = IllegalArgumentException.class)
    @VoteFailure(Votes.VOTE_FAILED)
    static void vote(@AuditAttribute("choice") String choice) {
      if (choice.isEmpty()) {
        throw new IllegalArgumentException("no choice");
      }
      if (choice.equals("all")) {
        throw new IllegalStateException("too many");
      }
    }
  }

  public static void main(String[] arguments) {
    for (String choice : new String[] {"a", "", "all"}) {
      try {
        Voting.vote(choice);
      } catch (IllegalArgumentException | IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
