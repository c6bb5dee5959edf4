package io.audittrail.collector.endpoint;

import java.util.concurrent.CompletionStage;

/**
 * An answer that is written piece by piece, each when the one before has left: a client that reads
 * slowly holds one piece in memory.
 */
public interface AnswerStream extends AutoCloseable {
  /**
   * Returns the next piece; called again only after the client took the one before. A failure
   * breaks the connection off, so that the client sees that the end is missing.
   */
  CompletionStage<Piece> next();

  /** Lets go of everything; called once, whether the stream came to its end or not. */
  @Override
  void close();

  /**
   * A piece of an answer.
   *
   * @param bytes the bytes; not copied, not to be changed
   * @param last whether the answer ends after it
   */
  record Piece(byte[] bytes, boolean last) {}
}
