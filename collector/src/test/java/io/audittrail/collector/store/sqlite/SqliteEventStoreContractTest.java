package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.EventStoreContract;
import java.nio.file.Path;

final class SqliteEventStoreContractTest extends EventStoreContract {
  @Override
  protected EventStore open(Path directory) {
    return SqliteEventStore.open(SqliteStoreSettings.in(directory));
  }
}
