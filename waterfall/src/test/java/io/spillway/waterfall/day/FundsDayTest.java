package io.spillway.waterfall.day;

import static io.spillway.waterfall.day.DayInputs.FundMovementKind.CONTRIBUTION;
import static io.spillway.waterfall.day.DayInputs.FundMovementKind.RECOVERY;
import static io.spillway.waterfall.day.DayInputs.FundMovementKind.REPLENISHMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.ledger.LedgerAccountType;
import io.spillway.waterfall.day.Outstanding.Due;
import io.spillway.waterfall.day.Outstanding.LossShare;
import io.spillway.waterfall.day.Settlements.Destination;
import io.spillway.waterfall.day.Settlements.DueStatus;
import io.spillway.waterfall.layer.LayerName;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After a default: contributions are replenished, recoveries go back to who paid (fault 41). */
class FundsDayTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 3, 6);

    /**
     * D's loss of 1,300.00 on Tuesday: its contribution 300.00, skin in the game 50.00, insurance fund 100.00, S and T
     * 400.00 and 100.00 of their contributions, assessments 280.00 and 70.00 (worked out in CascadeDayTest). Thursday
     * is a holiday.
     */
    private static DayHouse house() {
        return new DayHouse().depth("GAS", "80000").member("D", 0, 300_00).house("D").client("D-C", "D", null)
                .client("D-P", "D", "S").member("S", 500_00, 400_00).house("S").member("T", 500_00, 100_00).house("T")
                .holding("D-H", "GAS", 100).holding("D-C", "GAS", 10).holding("D-P", "GAS", 10)
                .holding("S-H", "GAS", -120).pot(LayerName.SKIN_IN_THE_GAME, 50_00)
                .pot(LayerName.INSURANCE_FUND, 100_00);
    }

    /** The house and the day it comes to. */
    private record Chain(DayHouse house, DayOpening opening) {

        static Chain wednesday(DayHouse house) {
            DayOpening first = house.firstDay();
            DayOpening second = house.dayAfter(first, house.run(first, DayFiles.usual().cash("1", "D-H", "USD", "1100")
                    .cash("2", "D-C", "USD", "1000").cash("3", "D-P", "USD", "1000").cash("4", "S-H", "USD", "5000")
                    .cash("5", "T-H", "EUR", "100")));
            return new Chain(house, second).next(files -> files.price("GAS", "80"));
        }

        DayResult run(UnaryOperator<DayFiles> change) {
            return house.run(opening, change.apply(DayFiles.usual().price("GAS", "72")));
        }

        CheckedInputs check(UnaryOperator<DayFiles> change) {
            return house.check(opening, change.apply(DayFiles.usual().price("GAS", "72")));
        }

        Chain next(UnaryOperator<DayFiles> change) {
            return new Chain(house, house.dayAfter(opening, run(change)));
        }
    }

    @Test
    void whoPaidForWhomIsCarriedOn() {
        LocalDate tuesday = LocalDate.of(2026, 3, 3);
        assertThat(Chain.wednesday(house()).opening().outstanding().shares()).containsExactly(
                new LossShare("D", tuesday, 3, LayerName.SKIN_IN_THE_GAME, "SKIN_IN_THE_GAME", 0, 50_00, 0),
                new LossShare("D", tuesday, 4, LayerName.INSURANCE_FUND, "INSURANCE_FUND", 0, 100_00, 0),
                new LossShare("D", tuesday, 5, LayerName.SURVIVORS_FUND_CONTRIBUTIONS, "S", 400_00, 400_00, 0),
                new LossShare("D", tuesday, 5, LayerName.SURVIVORS_FUND_CONTRIBUTIONS, "T", 100_00, 100_00, 0),
                new LossShare("D", tuesday, 7, LayerName.ASSESSMENTS, "S", 400_00, 280_00, 0),
                new LossShare("D", tuesday, 7, LayerName.ASSESSMENTS, "T", 100_00, 70_00, 0));
    }

    /**
     * 400.00: assessments first, 280.00 and 70.00 to capital (S 220.00 + 280.00, T 430.00 + 70.00); 50.00 left for the
     * contributions by 400 to 100: 40.00 and 10.00. Then 700.00: contributions 360.00 and 90.00, insurance fund 100.00,
     * skin 50.00; the estate keeps 100.00.
     */
    @Test
    void fault41RecoveriesGoBackInReverseOrderAndNeverMoreThanWasPaid() {
        Chain wednesday = Chain.wednesday(house());
        DayResult first = wednesday.run(files -> files.fund("1", RECOVERY, "D", "400"));
        assertThat(first.close().members().capital()).containsExactly(0, 500_00, 500_00);
        assertThat(first.close().members().contribution()).containsExactly(0, 40_00, 10_00);
        assertThat(first.close().pots()).containsAllEntriesOf(Map.of(LayerName.INSURANCE_FUND, 0L));
        assertThat(first.settlements().left().dues()).containsExactly(new Due("S", FRIDAY, 360_00),
                new Due("T", FRIDAY, 90_00));

        Chain friday = wednesday.next(files -> files.fund("1", RECOVERY, "D", "400"));
        DayResult second = friday.run(files -> files.fund("2", RECOVERY, "D", "700"));
        assertThat(second.close().members().contribution()).containsExactly(0, 400_00, 100_00);
        assertThat(second.close().pots()).containsEntry(LayerName.INSURANCE_FUND, 100_00L)
                .containsEntry(LayerName.SKIN_IN_THE_GAME, 50_00L);
        assertThat(second.close().members().capital()).as("the rest is the estate's").containsExactly(100_00, 500_00, 500_00);
        assertThat(second.settlements().handedBack()).extracting(Settlements.HandedBack::to).containsExactly(
                Destination.FUND, Destination.FUND, Destination.LAYER, Destination.LAYER, Destination.ESTATE);
        assertThat(second.settlements().left().shares()).as("everybody has all back").isEmpty();
    }

    @Test
    void theLedgerBooksARecoveryByTheRuleOfEachLayer() {
        DayResult day = Chain.wednesday(house()).run(files -> files.fund("1", RECOVERY, "D", "1200"));
        Books books = Books.of(day);
        assertThat(books.of(LedgerAccountType.SETTLEMENT_BANK, "USD")).isEqualTo(-1_200_00);
        assertThat(books.of(LedgerAccountType.MEMBER_CAPITAL_CALLED, "S", "USD")).isEqualTo(280_00);
        assertThat(books.of(LedgerAccountType.MEMBER_CAPITAL_CALLED, "D", "USD")).isEqualTo(200_00);
        assertThat(books.of(LedgerAccountType.DEFAULT_FUND, "S", "USD")).isEqualTo(400_00);
        assertThat(books.of(LedgerAccountType.INSURANCE_FUND, "USD")).isEqualTo(100_00);
        assertThat(day.journals().stream().filter(j -> j.cause().startsWith("recovery"))).extracting(j -> j.rule())
                .containsExactly("5.13.7", "5.13.7", "5.13.5", "5.13.5", "5.13.4", "5.13.3");
    }

    /** Without assessments 350.00 are taken from gains: S-H alone has one, so it has its 350.00 back first, in cash. */
    @Test
    void aSocialisedLossGoesBackFirstToTheAccountsThatBoreIt() {
        DayHouse house = house().layers(LayerName.DEFAULTER_MARGIN, LayerName.DEFAULTER_FUND_CONTRIBUTION,
                LayerName.SKIN_IN_THE_GAME, LayerName.INSURANCE_FUND, LayerName.SURVIVORS_FUND_CONTRIBUTIONS,
                LayerName.SOCIALISED_LOSS);
        Chain wednesday = Chain.wednesday(house);
        long before = wednesday.run(files -> files).close().equity()[3];
        DayResult day = wednesday.run(files -> files.fund("1", RECOVERY, "D", "351"));
        assertThat(day.close().equity()[3] - before).isEqualTo(350_00);
        assertThat(day.close().members().contribution()).as("1.00 by 4 to 1").containsExactly(0, 80, 20);
    }

    /** With nobody else left, 350.00 stay unfunded: a recovery closes that hole before anybody has anything back. */
    @Test
    void theHoleThatNobodyPaidIsClosedFirst() {
        DayHouse house = house().layers(LayerName.DEFAULTER_MARGIN, LayerName.DEFAULTER_FUND_CONTRIBUTION,
                LayerName.SKIN_IN_THE_GAME, LayerName.INSURANCE_FUND, LayerName.SURVIVORS_FUND_CONTRIBUTIONS);
        DayResult day = Chain.wednesday(house).run(files -> files.fund("1", RECOVERY, "D", "355"));
        assertThat(Books.of(day).of(LedgerAccountType.UNFUNDED, "USD")).isEqualTo(350_00);
        assertThat(day.close().members().contribution()).containsExactly(0, 4_00, 1_00);
    }

    @Test
    void whoHasReplenishedHasItsRecoveryInCapital() {
        Chain wednesday = Chain.wednesday(house());
        DayResult day = wednesday.run(files -> files.fund("1", REPLENISHMENT, "S", "400").fund("2", RECOVERY, "D", "400"));
        assertThat(day.close().members().contribution()).containsExactly(0, 400_00, 10_00);
        assertThat(day.close().members().capital()).containsExactly(0, 220_00 + 280_00 + 40_00, 500_00);
    }

    @Test
    void aUsedContributionIsDueInTwoBusinessDaysAndUnmetAfterThem() {
        Chain wednesday = Chain.wednesday(house());
        assertThat(wednesday.opening().outstanding().dues()).containsExactly(new Due("S", FRIDAY, 400_00),
                new Due("T", FRIDAY, 100_00));
        DayResult first = wednesday.run(files -> files.fund("1", REPLENISHMENT, "S", "150")
                .fund("2", REPLENISHMENT, "T", "100").fund("3", CONTRIBUTION, "S", "50"));
        assertThat(first.settlements().replenishments()).singleElement().satisfies(r -> {
            assertThat(r.member()).isEqualTo("S");
            assertThat(r.required()).as("400 when the period began, 50 more by a movement").isEqualTo(450_00);
            assertThat(r.contribution()).isEqualTo(200_00);
            assertThat(r.amount()).isEqualTo(250_00);
            assertThat(r.status()).isEqualTo(DueStatus.DUE);
        });
        assertThat(first.inputs().findings()).extracting(Finding::code)
                .doesNotContain(FindingCode.UNMET_REPLENISHMENT);
        assertThat(first.journals().stream().filter(j -> j.rule().equals("5.13.5"))).hasSize(2);

        Chain friday = wednesday.next(files -> files.fund("1", REPLENISHMENT, "S", "150"));
        DayResult unmet = friday.run(files -> files.fund("1", REPLENISHMENT, "S", "249.99"));
        assertThat(unmet.inputs().findings()).filteredOn(f -> f.code() == FindingCode.UNMET_REPLENISHMENT)
                .extracting(Finding::item).containsExactly("S", "T");
        assertThat(unmet.settlements().replenishments()).extracting(Settlements.Replenishment::status)
                .containsOnly(DueStatus.UNMET);
        DayResult met = friday.run(files -> files.fund("1", REPLENISHMENT, "S", "250")
                .fund("2", REPLENISHMENT, "T", "100"));
        assertThat(met.settlements().replenishments()).isEmpty();
        assertThat(met.close().members().contribution()).containsExactly(0, 400_00, 100_00);
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "RECOVERY, S, 1, is not in default",
        "RECOVERY, D, 0, must be above zero",
        "RECOVERY, D, -1, must be above zero",
        "RECOVERY, X, 1, no such member",
        "REPLENISHMENT, D, 1, is in default",
        "REPLENISHMENT, S, -1, must be above zero",
        "REPLENISHMENT, S, 400.01, more than is due of its contribution",
        "REPLENISHMENT, T, 0.001, not a whole number of minor units",
    })
    void aMovementThatCannotStandIsRejected(DayInputs.FundMovementKind kind, String member, String amount, String reason) {
        CheckedInputs checked = Chain.wednesday(house()).check(files -> files.fund("1", kind, member, amount));
        assertThat(checked.rejects()).singleElement().extracting(Reject::reason).asString().contains(reason);
        assertThat(checked.fundMovements()).isEmpty();
    }
}
