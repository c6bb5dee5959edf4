package io.audittrail.collector.store.sqlite.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostingRowTest {
  private static final int EVENTS = 1_000;
  private static final PostingRow.Key SHARED = new PostingRow.Key(7, PostingRow.SHARED);

  private static byte[] packed(long... numbers) {
    Varints packed = new Varints();
    for (long number : numbers) {
      packed.add(number);
    }
    return packed.take();
  }

  private static List<String> lists(PostingRow row) throws DamagedIndexException {
    List<String> lists = new ArrayList<>();
    while (row.next()) {
      lists.add(row.list() + Arrays.toString(row.ranks()));
    }
    return lists;
  }

  @Test
  void row_ofAPartOfAList_hasItsFirstRankInTheKey() throws Exception {
    PostingRow.Key key = new PostingRow.Key(7, 300);
    assertThat(lists(new PostingRow(key, 3, packed(1, 200), EVENTS)))
        .containsExactly("7[300, 301, 501]");
  }

  @Test
  void row_ofSeveralLists_hasEachWithItsRanks() throws Exception {
    byte[] packed = packed(3, 2, 10, 5, /* next */ 1, 1, 999, /* next */ 3, 3, 0, 1, 1);
    assertThat(lists(new PostingRow(SHARED, 6, packed, EVENTS)))
        .containsExactly("3[10, 15]", "4[999]", "7[0, 1, 2]");
  }

  @Test
  void next_withoutReadingTheRanks_goesToTheNextList() throws Exception {
    byte[] packed = packed(3, 2, 10, 5, /* next */ 1, 1, 999, /* next */ 3, 3, 0, 1, 1);
    PostingRow row = new PostingRow(SHARED, 6, packed, EVENTS);
    int lists = 0;
    int ranks = 0;
    while (row.next()) {
      lists++;
      ranks += row.count();
    }
    assertThat(lists).isEqualTo(3);
    assertThat(ranks).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "07",
        "0702",
        "070205",
        "070000",
        "070105ff",
        "060105",
        "0701e807",
        "0702e70701"
      })
  void next_ofADamagedRow_says(String hex) {
    byte[] damaged = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> lists(new PostingRow(SHARED, 1, damaged, EVENTS)))
        .isInstanceOf(DamagedIndexException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "0101", "", "e707"})
  void row_ofADamagedPart_says(String hex) {
    byte[] damaged = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> lists(new PostingRow(new PostingRow.Key(7, 1), 2, damaged, EVENTS)))
        .isInstanceOf(DamagedIndexException.class);
  }

  @Test
  void row_whoseKeyIsImpossible_says() {
    for (PostingRow.Key key : List.of(new PostingRow.Key(7, -2), new PostingRow.Key(7, EVENTS))) {
      assertThatThrownBy(() -> new PostingRow(key, 1, new byte[0], EVENTS))
          .isInstanceOf(DamagedIndexException.class);
    }
  }
}
