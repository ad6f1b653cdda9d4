package io.spillway.waterfall.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.ledger.LedgerAccountType;
import io.spillway.waterfall.Seeds;
import io.spillway.waterfall.day.DayInputs.FundMovementKind;
import io.spillway.waterfall.day.Outstanding.Due;
import io.spillway.waterfall.day.Outstanding.LossShare;
import io.spillway.waterfall.day.Settlements.HandedBack;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of auctions, recoveries and replenishments on random chains of days (rules 1.5, 2.1, 5.6, 5.17, 6.1). */
class MoneyPropertiesTest {

    private static final int CHAINS = 60;
    private static final int DAYS = 8;

    static LongStream seeds() {
        return Seeds.upTo(CHAINS);
    }

    private interface Look {

        void at(DayOpening opening, DayFiles files, DayResult result);
    }

    /** Random days with declarations, auctions of what the declared hold, recoveries and replenishments among them. */
    private static void chain(long seed, Look look) {
        RandomDays days = new RandomDays(seed);
        SplittableRandom random = new SplittableRandom(seed * 31);
        DayHouse house = days.house();
        DayOpening opening = house.firstDay();
        for (int day = 1; day <= DAYS; day++) {
            DayFiles files = day == 1 ? days.firstFiles() : days.files();
            if (day > 1) {
                addActs(opening, files, random);
            }
            DayResult result = house.run(opening, files);
            look.at(opening, files, result);
            opening = house.dayAfter(opening, result);
        }
    }

    private static void addActs(DayOpening opening, DayFiles files, SplittableRandom random) {
        ClearingBook book = opening.book();
        boolean[] inDefault = opening.members().inDefault();
        int declared = random.nextInt(book.members());
        long left = IntStream.range(0, book.members()).filter(m -> !inDefault[m]).count();
        if (random.nextInt(3) == 0 && !inDefault[declared] && left > 1) {
            files.declare(book.memberIds().get(declared));
            int[] buyers = IntStream.range(0, book.accounts()).filter(a -> book.memberOf(a) != declared
                    && !inDefault[book.memberOf(a)]).toArray();
            for (int p = 0; p < book.positions() && buyers.length > 0; p++) {
                boolean traded = files.trades.stream().anyMatch(t -> t.accountId().startsWith(
                        book.memberIds().get(declared)));
                String id = book.instrument(book.instrumentOf(p)).id();
                boolean priced = files.prices.stream().anyMatch(row -> row.instrumentId().equals(id));
                if (book.memberOf(book.accountOf(p)) == declared && !traded && priced && random.nextBoolean()) {
                    long lots = Long.signum(book.lotsOf(p)) * random.nextLong(1, Math.abs(book.lotsOf(p)) + 1);
                    String price = files.prices.stream().filter(row -> row.instrumentId().equals(id)).findFirst().orElseThrow().settlementPrice()
                            .toPlainString();
                    files.closeout(book.accountIds().get(book.accountOf(p)) + " " + id + " "
                            + book.instrument(book.instrumentOf(p)).quantity(lots).toPlainString() + " " + price + " "
                            + book.accountIds().get(buyers[random.nextInt(buyers.length)]));
                }
            }
        }
        for (int m = 0; m < inDefault.length; m++) {
            if (inDefault[m] && random.nextBoolean()) {
                files.fund("R" + m, FundMovementKind.RECOVERY, book.memberIds().get(m),
                        BigDecimal.valueOf(random.nextLong(1, 90_000), 2).toPlainString());
            }
        }
        for (Due due : opening.outstanding().dues()) {
            if (random.nextInt(3) == 0) {
                files.fund("P" + due.member() + due.dueOn(), FundMovementKind.REPLENISHMENT, due.member(),
                        BigDecimal.valueOf(random.nextLong(1, due.amount() + 1), 2).toPlainString());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsHandedBackIsWhatCameAndNeverMoreThanWasPaid(long seed) {
        Map<String, Long> paid = new TreeMap<>();
        Map<String, Long> returned = new TreeMap<>();
        chain(seed, (opening, files, day) -> {
            String what = "seed " + seed + ", " + opening.businessDate();
            day.settlements().shares().forEach(s -> paid.merge(key(s), s.paid(), Math::addExact));
            long came = day.inputs().fundMovements().stream().filter(m -> m.kind() == FundMovementKind.RECOVERY)
                    .mapToLong(CheckedInputs.FundMovement::amount).sum();
            assertThat(day.settlements().handedBack().stream().mapToLong(HandedBack::amount).sum()).as(what)
                    .isEqualTo(came);
            for (HandedBack back : day.settlements().handedBack()) {
                assertThat(back.amount()).as(what).isPositive();
                back.share().ifPresent(s -> returned.merge(key(s), back.amount(), Math::addExact));
            }
            returned.forEach((key, amount) -> assertThat(amount).as("%s: %s", what, key)
                    .isLessThanOrEqualTo(paid.get(key)));
            for (LossShare share : day.settlements().left().shares()) {
                assertThat(share.open()).as("%s: %s", what, share).isPositive()
                        .isEqualTo(paid.get(key(share)) - returned.getOrDefault(key(share), 0L));
            }
        });
    }

    private static String key(LossShare share) {
        return share.defaulter() + " " + share.paidOn() + " " + share.layer() + " " + share.payer();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void onlyAContributionMovementChangesWhatAMemberMustHaveInTheFund(long seed) {
        chain(seed, (opening, files, day) -> {
            for (int m = 0; m < opening.book().members(); m++) {
                String member = opening.book().memberIds().get(m);
                if (!day.close().members().inDefault()[m]) {
                    long moved = day.inputs().fundMovements().stream().filter(f -> f.owner().equals(member)
                            && f.kind() == FundMovementKind.CONTRIBUTION).mapToLong(f -> f.amount()).sum();
                    assertThat(required(day.close().members().contribution()[m], member, day.settlements().left()))
                            .as("seed %d, %s: %s", seed, opening.businessDate(), member)
                            .isEqualTo(required(opening.members().contribution()[m], member, opening.outstanding())
                                    + moved);
                }
            }
        });
    }

    private static long required(long contribution, String member, Outstanding outstanding) {
        return contribution + outstanding.dues().stream().filter(d -> d.member().equals(member))
                .mapToLong(Due::amount).sum();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theJournalsExplainFundsLayersAndCashAndTheBookStaysFlat(long seed) {
        chain(seed, (opening, files, day) -> {
            String what = "seed " + seed + ", " + opening.businessDate();
            Books books = Books.of(day);
            assertThat(books.of(LedgerAccountType.VARIATION_MARGIN_HOUSE, "USD")).as(what).isZero();
            for (int m = 0; m < opening.book().members() && !opening.isFirstDay(); m++) {
                assertThat(day.close().members().contribution()[m] - opening.members().contribution()[m]).as(what)
                        .isEqualTo(books.of(LedgerAccountType.DEFAULT_FUND, opening.book().memberIds().get(m), "USD"));
            }
            for (LayerName pot : LayerName.values()) {
                if (pot.isSharedPot() && !opening.isFirstDay()) {
                    assertThat(day.close().pots().get(pot) - opening.pots().getOrDefault(pot, 0L)).as(what)
                            .isEqualTo(books.of(LedgerAccountType.valueOf(pot.name()), "USD"));
                }
            }
            long[] before = opening.cash().getOrDefault("USD", new long[opening.book().accounts()]);
            for (int a = 0; a < before.length; a++) {
                assertThat(day.close().cash().get("USD")[a] - before[a]).as("%s, account %d", what, a).isEqualTo(
                        books.of(LedgerAccountType.ACCOUNT_CASH, opening.book().accountIds().get(a), "USD"));
            }
            for (int i = 0; i < opening.book().instruments(); i++) {
                assertThat(day.book().netLotsOf(i)).as(what).isZero();
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfRowsChangesNothing(long seed) {
        DayHouse house = new RandomDays(seed).house();
        chain(seed, (opening, files, day) -> assertThat(house.run(opening, files.shuffled(seed)).digest())
                .as("seed %d, %s", seed, opening.businessDate()).isEqualTo(day.digest()));
    }

    @Test
    void theRandomDaysReachEveryCorner() {
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = 1; seed <= CHAINS; seed++) {
            chain(seed, (opening, files, day) -> {
                count(seen, "auction", !day.settlements().auction().isEmpty());
                count(seen, "replenished", day.inputs().fundMovements().stream()
                        .anyMatch(m -> m.kind() == FundMovementKind.REPLENISHMENT));
                count(seen, "unmet", day.settlements().replenishments().stream()
                        .anyMatch(r -> r.status() == Settlements.DueStatus.UNMET));
                for (Settlements.Destination to : Settlements.Destination.values()) {
                    count(seen, to.name(), day.settlements().handedBack().stream().anyMatch(h -> h.to() == to));
                }
            });
        }
        assertThat(seen).hasSize(9).allSatisfy((corner, times) ->
                assertThat(times).as("%s in %s", corner, seen).isGreaterThanOrEqualTo(5));
    }

    private static void count(Map<String, Integer> seen, String corner, boolean reached) {
        seen.merge(corner, reached ? 1 : 0, Integer::sum);
    }
}
