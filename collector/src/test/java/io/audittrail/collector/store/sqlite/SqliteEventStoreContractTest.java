package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.AppendContract;
import io.audittrail.collector.store.CountContract;
import io.audittrail.collector.store.DescribeContract;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.FilterContract;
import io.audittrail.collector.store.FollowContract;
import io.audittrail.collector.store.PageContract;
import io.audittrail.collector.store.ProducerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** The promise of every store, kept by SQLite. */
final class SqliteEventStoreContractTest {
  private static EventStore openSqlite(Path directory) {
    return SqliteEventStore.open(SqliteStoreSettings.in(directory));
  }

  @Nested
  final class Append extends AppendContract {
    @Override
    protected EventStore open(Path directory) {
      return openSqlite(directory);
    }
  }

  @Nested
  final class Page extends PageContract {
    @Override
    protected EventStore open(Path directory) {
      return openSqlite(directory);
    }
  }

  @Nested
  final class Filter extends FilterContract {
    @Override
    protected EventStore open(Path directory) {
      return openSqlite(directory);
    }
  }

  @Nested
  final class Count extends CountContract {
    @Override
    protected EventStore open(Path directory) {
      return openSqlite(directory);
    }
  }

  @Nested
  final class Follow extends FollowContract {
    @Override
    protected EventStore open(Path directory) {
      return openSqlite(directory);
    }
  }

  @Nested
  final class Describe extends DescribeContract {
    @Override
    protected EventStore open(Path directory) {
      return openSqlite(directory);
    }
  }

  @Nested
  final class Producer extends ProducerContract {
    @Override
    protected EventStore open(Path directory) {
      return openSqlite(directory);
    }
  }
}
