package io.spillway.batch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LotSizeTest {

    private static final int QUANTITY = InputFile.POSITIONS.column("quantity");

    private static Instrument instrument(String lot) {
        return new Instrument("I", Product.FUTURE, "USD", BigDecimal.ONE, new BigDecimal(lot), PriceTerms.PLAIN,
                BigDecimal.ZERO, ImpactTerms.NONE);
    }

    private static CsvRow row(String quantity) {
        CsvRow row = new CsvRow(InputFile.POSITIONS);
        row.begin(2);
        for (String cell : new String[] {"A", "I", quantity}) {
            row.add(cell.toCharArray(), 0, cell.length());
        }
        for (int column = 0; column < 3; column++) {
            row.place(column, column);
        }
        return row;
    }

    @ParameterizedTest
    @CsvSource({"1,10,10", "1,-10.000,-10", "0.001,0.002,2", "0.001,-12.34,-12340", "100,2500,25", "0.5,1.50000,3",
        "1,-0,0", "1,000012,12", "1,9223372036854775807,9223372036854775807",
        "0.00000001,92233720368.54775807,9223372036854775807", "12345678901234567890,24691357802469135780,2"})
    void quantitiesBecomeLots(String lot, String quantity, long lots) {
        assertThat(new LotSize(instrument(lot)).lotsOf(row(quantity), QUANTITY)).isEqualTo(lots);
    }

    @Test
    void fault28AQuantityPast64BitsIsRejected() {
        LotSize one = new LotSize(instrument("1"));
        assertThat(one.lotsOf(row("-9223372036854775808"), QUANTITY)).isEqualTo(Long.MIN_VALUE);
        for (String quantity : new String[] {"9223372036854775808", "-9223372036854775809", "99999999999999999999999999"}) {
            assertThatThrownBy(() -> one.lotsOf(row(quantity), QUANTITY)).isInstanceOf(RejectedRow.class)
                    .hasMessageContaining("passes 64 bits of lots");
        }
        assertThatThrownBy(() -> one.lotsOf(row("1".repeat(27)), QUANTITY))
                .hasMessageContaining("more than 26 digits before the point");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "1.", ".5", "+1", "1e3", "1E3", "NaN", "Infinity", "N/A", "1,5", "1 ", " 1", "0x10",
        "\u0661", "1.5", "--1", "1.2.3", "1_000", "1'000", "0.123456789"})
    void fault17And18WhatIsNoPlainQuantityOfWholeLotsIsRejected(String quantity) {
        assertThatThrownBy(() -> new LotSize(instrument("1")).lotsOf(row(quantity), QUANTITY))
                .isInstanceOf(RejectedRow.class).extracting("column", "value").containsExactly("quantity", quantity);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void theShortWayAgreesWithTheLongOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int n = 0; n < 50_000; n++) {
            String lot = BigDecimal.valueOf(random.nextLong(1, 2_000), random.nextInt(0, 9)).toPlainString();
            BigDecimal multiple = new BigDecimal(lot).multiply(BigDecimal.valueOf(random.nextLong(-1_000_000, 1_000_000)));
            BigDecimal off = random.nextInt(4) > 0 ? BigDecimal.ZERO
                    : BigDecimal.valueOf(random.nextLong(-5, 6), random.nextInt(0, 9));
            String quantity = multiple.add(off).toPlainString();
            Long expected;
            try {
                expected = instrument(lot).lots(Decimals.parse(quantity, Decimals.MAX_QUANTITY_SCALE));
            } catch (IllegalArgumentException e) {
                expected = null;
            }
            Long found;
            try {
                found = new LotSize(instrument(lot)).lotsOf(row(quantity), QUANTITY);
            } catch (RejectedRow e) {
                found = null;
            }
            assertThat(found).as("seed %d, lot %s, quantity %s", seed, lot, quantity).isEqualTo(expected);
        }
    }
}
