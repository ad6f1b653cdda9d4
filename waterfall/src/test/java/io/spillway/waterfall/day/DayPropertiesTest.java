package io.spillway.waterfall.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.ledger.LedgerAccountType;
import io.spillway.waterfall.Seeds;
import io.spillway.waterfall.cascade.Recording;
import io.spillway.waterfall.layer.LayerName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold on every day (rules 2.1, 2.7, 3.3, 5, 6.1 to 6.3), on random chains of days. */
class DayPropertiesTest {

    private static final int CHAINS = 80;
    private static final int DAYS = 6;

    static LongStream seeds() {
        return Seeds.upTo(CHAINS);
    }

    /** A day of a chain. */
    private interface Look {

        void at(DayOpening opening, DayFiles files, DayResult result);
    }

    private static DayHouse chain(long seed, Look look) {
        RandomDays days = new RandomDays(seed);
        DayHouse house = days.house();
        DayOpening opening = house.firstDay();
        for (int day = 1; day <= DAYS; day++) {
            DayFiles files = day == 1 ? days.firstFiles() : days.files();
            DayResult result = house.run(opening, files);
            look.at(opening, files, result);
            opening = house.dayAfter(opening, result);
        }
        return house;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theJournalsExplainEveryBalance(long seed) {
        chain(seed, (opening, files, day) -> {
            String what = "seed " + seed + ", " + opening.businessDate();
            Books books = Books.of(day);
            requirePassThroughAccountsEmpty(books, what);
            requireCash(opening, day, books, what);
            requireMeans(opening, files, day, books, what);
            assertThat(books.of(LedgerAccountType.UNFUNDED, "USD")).as(what).isEqualTo(-day.end().unfunded());
            for (String currency : List.of("USD", "EUR", "JPY")) {
                assertThat(books.of(LedgerAccountType.OUTSIDE, currency)).as(what)
                        .isEqualTo(day.close().outside().getOrDefault(currency, 0L));
                assertThat(books.of(LedgerAccountType.ROUNDING, currency)).as(what)
                        .isEqualTo(day.close().rounding().getOrDefault(currency, 0L));
            }
        });
    }

    private static void requirePassThroughAccountsEmpty(Books books, String what) {
        for (String currency : List.of("USD", "EUR", "JPY")) {
            for (LedgerAccountType type : List.of(LedgerAccountType.VARIATION_MARGIN_HOUSE,
                    LedgerAccountType.LIQUIDATION_FEES, LedgerAccountType.DEFAULT_WATERFALL,
                    LedgerAccountType.DEFAULTER_LOSS)) {
                assertThat(books.total(type, currency)).as("%s: %s %s", what, type, currency).isZero();
            }
            assertThat(books.of(LedgerAccountType.ACCOUNT_CASH, "LIQUIDITY", currency)).as(what).isZero();
        }
    }

    private static void requireCash(DayOpening opening, DayResult day, Books books, String what) {
        day.close().cash().forEach((currency, balances) -> {
            long[] before = opening.cash().getOrDefault(currency, new long[balances.length]);
            for (int a = 0; a < balances.length; a++) {
                String account = opening.book().accountIds().get(a);
                assertThat(before[a] + books.of(LedgerAccountType.ACCOUNT_CASH, account, currency))
                        .as("%s: %s %s", what, account, currency).isEqualTo(balances[a]);
            }
        });
    }

    private static void requireMeans(DayOpening opening, DayFiles files, DayResult day, Books books, String what) {
        boolean first = opening.isFirstDay();
        for (int m = 0; m < opening.book().members(); m++) {
            String member = opening.book().memberIds().get(m);
            assertThat((first ? 0 : opening.members().contribution()[m])
                    + books.of(LedgerAccountType.DEFAULT_FUND, member, "USD")).as("%s: %s", what, member)
                    .isEqualTo(day.close().members().contribution()[m]);
            long moved = files.funds.stream().filter(f -> f.kind() == DayInputs.FundMovementKind.CAPITAL
                    && f.owner().equals(member)).mapToLong(f -> f.amount().movePointRight(2).longValueExact()).sum();
            assertThat(opening.members().capital()[m] + (opening.members().capital()[m] > 0 ? moved : 0)
                    + books.of(LedgerAccountType.MEMBER_CAPITAL_CALLED, member, "USD")).as("%s: %s", what, member)
                    .isEqualTo(day.close().members().capital()[m]);
        }
        for (LayerName pot : LayerName.values()) {
            if (pot.isSharedPot()) {
                assertThat((first ? 0 : opening.pots().getOrDefault(pot, 0L))
                        + books.of(LedgerAccountType.valueOf(pot.name()), "USD")).as("%s: %s", what, pot)
                        .isEqualTo(day.close().pots().get(pot));
            }
        }
    }

    /** Only a closed client of a defaulter differs: its equity was returned. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void equityAfterTheCascadeIsThatOfTheClosingCash(long seed) {
        chain(seed, (opening, files, day) -> {
            for (int a = 0; a < day.book().accounts(); a++) {
                String what = "seed " + seed + ", " + opening.businessDate() + ": " + day.book().accountIds().get(a);
                boolean returned = day.end().isInDefault(day.end().memberOf(a)) && !day.end().isHouse(a)
                        && !day.end().isOpen(a);
                assertThat(day.close().equity()[a]).as(what).isEqualTo(returned ? 0 : day.end().equityOf(a));
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void positionsStayFlatAndTheDigestChains(long seed) {
        String[] previous = {""};
        chain(seed, (opening, files, day) -> {
            assertThat(opening.previousDigest()).as("seed %d", seed).isEqualTo(previous[0]);
            assertThat(day.digest()).as("seed %d", seed).matches("[0-9a-f]{64}").isNotEqualTo(previous[0]);
            previous[0] = day.digest();
            for (int i = 0; i < opening.book().instruments(); i++) {
                long net = day.close().liquidityLots()[i];
                for (int e = day.book().columnStart(i); e < day.book().columnStart(i + 1); e++) {
                    net += day.end().lotsOf(day.book().columnPosition(e));
                }
                assertThat(net).as("seed %d, %s", seed, opening.businessDate()).isZero();
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfRowsChangesNothing(long seed) {
        DayHouse[] house = new DayHouse[1];
        house[0] = new RandomDays(seed).house();
        chain(seed, (opening, files, day) -> {
            DayResult again = house[0].run(opening, files.shuffled(seed));
            assertThat(again.digest()).as("seed %d, %s", seed, opening.businessDate()).isEqualTo(day.digest());
            assertThat(again.journals()).as("seed %d", seed).isEqualTo(day.journals());
            assertThat(again.inputs().rejects()).as("seed %d", seed).isEqualTo(day.inputs().rejects());
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theMapSwitchedOffChangesNoMoney(long seed) {
        DayHouse house = new RandomDays(seed).house();
        house.recording = Recording.WITHOUT_MAP;
        chain(seed, (opening, files, day) -> assertThat(house.run(opening, files).journals()).as("seed %d", seed)
                .isEqualTo(day.journals()));
    }

    @Test
    void theRandomDaysReachEveryCorner() {
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = 1; seed <= CHAINS; seed++) {
            chain(seed, (opening, files, day) -> {
                count(seen, "unfunded", day.isUnfunded());
                count(seen, "ported", day.cascade().rounds().stream().anyMatch(r -> !r.ported().isEmpty()));
                count(seen, "called first", !day.cascade().called().isEmpty());
                count(seen, "several rounds", day.cascade().rounds().size() > 1);
                count(seen, "margin call", !day.calls().isEmpty());
                count(seen, "default", day.close().lastDefault().equals(
                        Optional.of(opening.businessDate())));
                Books books = Books.of(day);
                count(seen, "euro taken", books.of(LedgerAccountType.SEIZED_COLLATERAL, "EUR") != 0);
                count(seen, "client paid out", books.total(LedgerAccountType.CLIENT_SURPLUS_RETURNED, "USD") != 0);
                count(seen, "expired", !day.products().expired().isEmpty());
                count(seen, "security seized", moved(day, SecurityMovement.Kind.SEIZED));
                count(seen, "security returned", moved(day, SecurityMovement.Kind.RETURNED));
                count(seen, "option closed out", day.cascade().closeOuts().stream()
                        .anyMatch(c -> day.book().instrument(c.instrument()).id().equals("CALL")));
                count(seen, "outside", !day.close().outside().isEmpty());
                for (FindingCode code : List.of(FindingCode.WITHDRAWAL_REFUSED, FindingCode.TRADE_OF_DEFAULTER,
                        FindingCode.OWN_SECURITY_REFUSED)) {
                    count(seen, code.name(), day.inputs().findings().stream().anyMatch(f -> f.code() == code));
                }
            });
        }
        assertThat(seen).hasSize(16).allSatisfy((corner, times) ->
                assertThat(times).as(corner).isGreaterThanOrEqualTo(5));
    }

    private static boolean moved(DayResult day, SecurityMovement.Kind kind) {
        return day.products().movements().stream().anyMatch(m -> m.kind() == kind);
    }

    private static void count(Map<String, Integer> seen, String corner, boolean reached) {
        seen.merge(corner, reached ? 1 : 0, Integer::sum);
    }
}
