package io.spillway.domain.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.domain.Seeds;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The book's layout: any order in, one order out; positions added up, zeros dropped; rule 2.1. */
class ClearingBookTest {

    static LongStream seeds() {
        return Seeds.upTo(40);
    }

    private static Instrument instrument(String id) {
        return new Instrument(id, Product.FUTURE, "USD", BigDecimal.ONE, BigDecimal.ONE, PriceTerms.PLAIN,
                BigDecimal.ZERO, ImpactTerms.NONE);
    }

    private static Account account(String id, String member) {
        return new Account(id, member, AccountKind.HOUSE, Optional.empty());
    }

    private static BookBuilder builder() {
        return ClearingBook.of(List.of(instrument("OIL"), instrument("GAS")), List.of("M2", "M1"),
                List.of(account("B", "M2"), account("a", "M1"),
                        new Account("C", "M1", AccountKind.CLIENT_OMNIBUS, Optional.of("M2"))));
    }

    @Test
    void everythingIsInTheOrderOfItsIdsByAscii() {
        ClearingBook book = builder().build();
        assertThat(ids(book.accountIds())).containsExactly("B", "C", "a");
        assertThat(ids(book.instrumentIds())).containsExactly("GAS", "OIL");
        assertThat(book.instrument(1).id()).isEqualTo("OIL");
        assertThat(book.memberIds().get(book.memberOf(2))).isEqualTo("M1");
        assertThat(book.kindOf(1)).isEqualTo(AccountKind.CLIENT_OMNIBUS);
        assertThat(book.backupOf(1)).isEqualTo(book.memberIds().indexOf("M2"));
        assertThat(book.backupOf(0)).isEqualTo(-1);
        assertThat(book.accountIds().indexOf("A")).isEqualTo(-1);
    }

    @Test
    void entriesOfOnePositionAddUpAndZerosAreDropped() {
        ClearingBook book = builder().add(2, 0, 5).add(0, 1, 0).add(2, 0, -5).add(0, 0, 4).add(2, 0, 3).add(1, 1, 2)
                .add(1, 1, -2).addLiquidity(0, -10).addLiquidity(0, 3).build();
        assertThat(book.positions()).isEqualTo(2);
        assertThat(positions(book)).isEqualTo(new TreeMap<>(Map.of("B GAS", 4L, "a GAS", 3L)));
        assertThat(book.liquidityLotsOf(0)).isEqualTo(-7);
        assertThat(book.netLotsOf(0)).isZero();
        assertThat(book.netLotsOf(1)).isZero();
    }

    @Test
    void columnsListTheAccountsOfAnInstrumentAndKnowEachPositionsPlace() {
        ClearingBook book = builder().add(2, 0, 5).add(0, 1, 1).add(0, 0, 4).add(1, 1, 2).build();
        assertThat(IntStream.range(book.columnStart(0), book.columnStart(1)).map(book::columnAccount))
                .containsExactly(0, 2);
        assertThat(IntStream.range(book.columnStart(1), book.columnStart(2)).map(book::columnAccount))
                .containsExactly(0, 1);
        for (int p = 0; p < book.positions(); p++) {
            assertThat(book.columnPosition(book.entryOf(p))).isEqualTo(p);
            assertThat(book.columnAccount(book.entryOf(p))).isEqualTo(book.accountOf(p));
        }
    }

    @Test
    void anEmptyBookHasNoPositions() {
        ClearingBook book = builder().build();
        assertThat(book.positions()).isZero();
        assertThat(book.netLotsOf(0)).isZero();
        assertThat(book.rowStart(3)).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderOfEntriesGivesTheSameBook(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int accounts = 1 + random.nextInt(6);
        int instruments = 1 + random.nextInt(5);
        List<long[]> entries = new ArrayList<>();
        SortedMap<String, Long> expected = new TreeMap<>();
        for (int i = random.nextInt(80); i > 0; i--) {
            long[] entry = {random.nextInt(accounts), random.nextInt(instruments), random.nextLong(-3, 4)};
            entries.add(entry);
            expected.merge("A" + entry[0] + " I" + entry[1], entry[2], Long::sum);
        }
        expected.values().removeIf(lots -> lots == 0);
        for (int order = 0; order < 3; order++) {
            Collections.shuffle(entries, new Random(random.nextLong()));
            ClearingBook book = random(accounts, instruments, entries, new Random(random.nextLong()));
            assertThat(positions(book)).as("seed %d", seed).isEqualTo(expected);
            requireIndexed(book, seed);
        }
    }

    private static ClearingBook random(int accounts, int instruments, List<long[]> entries, Random order) {
        List<Account> accountList = new ArrayList<>();
        IntStream.range(0, accounts).forEach(a -> accountList.add(account("A" + a, "M1")));
        List<Instrument> instrumentList = new ArrayList<>();
        IntStream.range(0, instruments).forEach(i -> instrumentList.add(instrument("I" + i)));
        Collections.shuffle(accountList, order);
        Collections.shuffle(instrumentList, order);
        BookBuilder builder = ClearingBook.of(instrumentList, List.of("M1"), accountList);
        entries.forEach(e -> builder.add((int) e[0], (int) e[1], e[2]));
        return builder.build();
    }

    /** Rows and columns list every position once, in order. */
    private static void requireIndexed(ClearingBook book, long seed) {
        int seen = 0;
        for (int i = 0; i < book.instruments(); i++) {
            for (int entry = book.columnStart(i); entry < book.columnStart(i + 1); entry++, seen++) {
                assertThat(book.instrumentOf(book.columnPosition(entry))).as("seed %d", seed).isEqualTo(i);
                if (entry > book.columnStart(i)) {
                    assertThat(book.columnPosition(entry)).as("seed %d", seed)
                            .isGreaterThan(book.columnPosition(entry - 1));
                }
            }
        }
        assertThat(seen).as("seed %d", seed).isEqualTo(book.positions());
        for (int a = 0; a < book.accounts(); a++) {
            for (int p = book.rowStart(a); p < book.rowStart(a + 1); p++) {
                assertThat(book.accountOf(p)).as("seed %d", seed).isEqualTo(a);
                if (p > book.rowStart(a)) {
                    assertThat(book.instrumentOf(p)).as("seed %d", seed).isGreaterThan(book.instrumentOf(p - 1));
                }
            }
        }
    }

    @Test
    void manyEntriesGrowTheBuilder() {
        BookBuilder builder = builder();
        for (int i = 0; i < 5_000; i++) {
            builder.add(i % 3, i % 2, 1);
        }
        ClearingBook book = builder.build();
        assertThat(book.positions()).isEqualTo(6);
        assertThat(book.netLotsOf(0) + book.netLotsOf(1)).isEqualTo(5_000);
    }

    @Test
    void aPositionPast64BitsIsRefusedAndNamed() {
        BookBuilder builder = builder().add(2, 1, Long.MAX_VALUE).add(2, 1, 1);
        assertThatThrownBy(builder::build).isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("a").hasMessageContaining("OIL").hasMessageContaining("64 bits");
    }

    @Test
    void aNetPositionPast64BitsIsRefusedAndNamed() {
        ClearingBook book = builder().add(0, 1, Long.MAX_VALUE).add(1, 1, 1).build();
        assertThatThrownBy(() -> book.netLotsOf(1)).isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("OIL").hasMessageContaining("64 bits");
        ClearingBook flat = builder().add(0, 1, Long.MAX_VALUE).add(1, 1, 1).add(2, 1, -2)
                .addLiquidity(1, -Long.MAX_VALUE + 1).build();
        assertThat(flat.netLotsOf(1)).isZero();
    }

    @Test
    void idsMustBeKnownAndStandOnce() {
        assertThatThrownBy(() -> ClearingBook.of(List.of(), List.of("M1"), List.of(account("A", "M9"))))
                .hasMessage("account A names the unknown member 'M9'");
        assertThatThrownBy(() -> ClearingBook.of(List.of(), List.of("M1", "M1"), List.of()))
                .hasMessage("'M1' is listed twice");
        assertThatThrownBy(() -> ClearingBook.of(List.of(instrument("I"), instrument("I")), List.of(), List.of()))
                .hasMessage("'I' is listed twice");
    }

    @Test
    void idsAreShortPlainAscii() {
        assertThat(List.of("A", "M-1", "ES.H26", "a_b:c#1+2", "9".repeat(64))).allMatch(Ids::isValid);
        assertThat(List.of("", " A", "-A", "../x", "a/b", "=1", "@x", "é", "a\0", "a\n", "9".repeat(65)))
                .noneMatch(Ids::isValid);
    }

    private static List<String> ids(Ids ids) {
        return IntStream.range(0, ids.size()).mapToObj(ids::get).toList();
    }

    private static SortedMap<String, Long> positions(ClearingBook book) {
        SortedMap<String, Long> positions = new TreeMap<>();
        for (int p = 0; p < book.positions(); p++) {
            positions.put(book.accountIds().get(book.accountOf(p)) + " "
                    + book.instrumentIds().get(book.instrumentOf(p)), book.lotsOf(p));
        }
        return positions;
    }
}
