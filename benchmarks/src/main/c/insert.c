/*
 * What SQLite itself takes in: rows with the key (time, id) and a packed event of 100 bytes, in
 * transactions of 1,000, each of them synced to the disk.
 *
 * Called with a file and a number of rows; prints rows a second.
 */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROWS_OF_TRANSACTION = 1000, ID_BYTES = 16, CONTENT_BYTES = 100 };

static sqlite3 *db;

static void require(int fine) {
  if (!fine) {
    fprintf(stderr, "insert: %s\n", sqlite3_errmsg(db));
    exit(1);
  }
}

static void run(const char *sql) { require(sqlite3_exec(db, sql, 0, 0, 0) == SQLITE_OK); }

static uint64_t next_random(void) {
  static uint64_t state;
  uint64_t z = (state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static void fill(unsigned char *bytes, int length) {
  for (int i = 0; i + 8 <= length; i += 8) {
    uint64_t random = next_random();
    memcpy(bytes + i, &random, 8);
  }
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "called with: FILE ROWS\n");
    return 1;
  }
  long rows = atol(arguments[2]);
  unsigned char id[ID_BYTES], content[CONTENT_BYTES] = {0};
  sqlite3_stmt *insert;
  require(sqlite3_open(arguments[1], &db) == SQLITE_OK);
  run("PRAGMA journal_mode = WAL");
  run("PRAGMA synchronous = FULL");
  run("CREATE TABLE event (time INTEGER, id BLOB, content BLOB, PRIMARY KEY (time, id))"
      " WITHOUT ROWID");
  require(sqlite3_prepare_v2(db, "INSERT INTO event VALUES (?, ?, ?)", -1, &insert, 0) == SQLITE_OK);
  double start = seconds();
  for (long row = 0; row < rows; row++) {
    if (row % ROWS_OF_TRANSACTION == 0) {
      run("BEGIN");
    }
    fill(id, ID_BYTES);
    fill(content, CONTENT_BYTES);
    sqlite3_bind_int64(insert, 1, row * 8640);
    sqlite3_bind_blob(insert, 2, id, ID_BYTES, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 3, content, CONTENT_BYTES, SQLITE_STATIC);
    require(sqlite3_step(insert) == SQLITE_DONE);
    sqlite3_reset(insert);
    if (row % ROWS_OF_TRANSACTION == ROWS_OF_TRANSACTION - 1 || row == rows - 1) {
      run("COMMIT");
    }
  }
  printf("%.0f\n", rows / (seconds() - start));
  sqlite3_finalize(insert);
  sqlite3_close(db);
  return 0;
}
