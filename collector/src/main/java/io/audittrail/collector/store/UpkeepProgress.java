package io.audittrail.collector.store;

/** Is told how far a long piece of work has come; called often, by one thread. */
@FunctionalInterface
public interface UpkeepProgress {
  /**
   * Says how far it has come.
   *
   * @param task what is being done, such as {@code events copied}
   * @param done how much of it is done
   * @param total how much there is, as far as is known
   */
  void reached(String task, long done, long total);
}
