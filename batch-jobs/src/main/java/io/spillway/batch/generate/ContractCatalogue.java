package io.spillway.batch.generate;

import io.spillway.domain.instrument.ImpactModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The futures a generated house lists: sixty invented underlyings with sizes like those of the real ones; past sixty,
 * later delivery months of the same. The crowded ones come first, then the sectors take turns, so that a short list
 * has something of each.
 */
final class ContractCatalogue {

    /** One crowded instrument in so many, but no more than the table's first {@value #CROWDABLE} of a delivery month. */
    private static final int INSTRUMENTS_PER_CROWDED = 15;
    private static final int CROWDABLE = 4;
    /** Margin covers this many daily standard deviations: about 99.8% of two-sided Student-t moves with 4 degrees. */
    private static final BigDecimal MARGIN_DEVIATIONS = new BigDecimal("4.5");
    private static final int MARGIN_RATE_SCALE = 3;
    private static final int MONTHS_BETWEEN_DELIVERIES = 3;

    /**
     * Columns: underlying, sector, currency, price, tick, multiplier, lot, daily volatility, impact, price limit,
     * reference price, crash multiple.
     */
    private static final String TABLE = """
            TECH100     EQUITY_INDEX USD 18250.00   0.25     2       1      0.015  EXPONENTIAL  0.15  -      1.5
            CRUDE       ENERGY       USD 71.40      0.01     100     1      0.022  LINEAR       -     -      1.5
            BITCOIN     CRYPTO       USD 61250      5        1       0.001  0.032  EXPONENTIAL  -     -      1.5
            JP225       EQUITY_INDEX JPY 38500      5        100     1      0.015  LINEAR       -     -      1.5
            GOLD        METAL        USD 2345.0     0.1      10      1      0.010  SQUARE_ROOT  -     -      0
            BOND10      RATES        USD 110.500000 0.015625 1000    1      0.004  SQUARE_ROOT  -     -      0
            WHEAT       AGRICULTURE  USD 565.25     0.25     50      1      0.018  LINEAR       0.12  -      0
            CRUDESPOT   ENERGY       USD 26.40      0.01     100     1      0.026  LINEAR       -     30.00  1.5
            US500       EQUITY_INDEX USD 5120.25    0.25     5       1      0.012  SQUARE_ROOT  0.10  -      0
            ETHER       CRYPTO       USD 3120.5     0.5      1       0.01   0.038  EXPONENTIAL  -     -      0
            EUBUND      RATES        EUR 131.45     0.01     1000    1      0.004  SQUARE_ROOT  -     -      0
            SILVER      METAL        USD 28.450     0.005    1000    1      0.018  LINEAR       -     -      0
            CORN        AGRICULTURE  USD 441.50     0.25     50      1      0.016  LINEAR       0.12  -      0
            EU50        EQUITY_INDEX EUR 4985       1        10      1      0.013  EXPONENTIAL  -     -      0
            BRENT       ENERGY       USD 75.85      0.01     100     1      0.021  LINEAR       -     -      0
            BOND2       RATES        USD 102.25000000 0.00390625 2000 1      0.0015 NONE         -     -      0
            SMALL2000   EQUITY_INDEX USD 2045.10    0.10     10      1      0.015  EXPONENTIAL  -     -      0
            COPPER      METAL        USD 4.1250     0.0005   25000   1      0.014  LINEAR       -     -      0
            HEATOIL     ENERGY       USD 2.4310     0.0001   42000   1      0.021  LINEAR       -     -      0
            SOYBEAN     AGRICULTURE  USD 1182.50    0.25     50      1      0.014  LINEAR       0.10  -      0
            SOLARIS     CRYPTO       USD 142.35     0.05     1       0.1    0.045  EXPONENTIAL  0.30  -      0
            JGB10       RATES        JPY 144.20     0.01     100000  1      0.003  SQUARE_ROOT  -     -      0
            DE40        EQUITY_INDEX EUR 18120      1        5       1      0.013  EXPONENTIAL  -     -      0
            NATGAS      ENERGY       USD 2.315      0.001    10000   1      0.032  LINEAR       -     -      0
            GASHUB      ENERGY       EUR 14.60      0.01     1000    1      0.028  LINEAR       -     12.00  0
            PLATINUM    METAL        USD 985.4      0.1      50      1      0.015  LINEAR       -     -      0
            COFFEE      AGRICULTURE  USD 187.35     0.05     375     1      0.020  LINEAR       -     -      0
            BOND30      RATES        USD 118.90625  0.03125  1000    1      0.007  SQUARE_ROOT  -     -      0
            CH20        EQUITY_INDEX EUR 11420      1        10      1      0.011  EXPONENTIAL  -     -      0
            LITECOIN    CRYPTO       USD 84.20      0.01     1       0.1    0.040  LINEAR       -     -      0
            GASOLINE    ENERGY       USD 2.2870     0.0001   42000   1      0.022  LINEAR       -     -      0
            PALLADIUM   METAL        USD 1012.5     0.5      100     1      0.020  LINEAR       -     -      0
            SUGAR       AGRICULTURE  USD 19.84      0.01     1120    1      0.018  LINEAR       -     -      0
            BOND5       RATES        USD 106.7500   0.0078125 1000   1      0.003  SQUARE_ROOT  -     -      0
            UK100       EQUITY_INDEX EUR 8120.5     0.5      10      1      0.011  EXPONENTIAL  -     -      0
            GASOIL      ENERGY       USD 702.25     0.25     100     1      0.020  LINEAR       -     -      0
            ALUMINIUM   METAL        USD 2410.50    0.50     25      1      0.013  LINEAR       -     -      0
            COTTON      AGRICULTURE  USD 71.15      0.01     500     1      0.016  LINEAR       0.10  -      0
            EUBOBL      RATES        EUR 117.05     0.01     1000    1      0.003  SQUARE_ROOT  -     -      0
            VALUE1000   EQUITY_INDEX USD 1710.40    0.10     20      1      0.011  SQUARE_ROOT  -     -      0
            RIPPLE      CRYPTO       USD 0.5210     0.0001   1       10     0.042  EXPONENTIAL  -     -      0
            POWERBASE   ENERGY       EUR 68.20      0.05     100     1      0.025  LINEAR       -     -      0
            NICKEL      METAL        USD 16850      5        6       1      0.022  LINEAR       0.15  -      0
            COCOA       AGRICULTURE  USD 7420       1        10      1      0.025  LINEAR       -     -      0
            EUSCHATZ    RATES        EUR 105.605    0.005    1000    1      0.001  NONE         -     -      0
            TOPIX       EQUITY_INDEX JPY 2710.5     0.5      1000    1      0.013  EXPONENTIAL  -     -      0
            COAL        ENERGY       USD 112.40     0.05     100     1      0.018  LINEAR       -     -      0
            ZINC        METAL        USD 2755.50    0.50     25      1      0.015  LINEAR       -     -      0
            OATS        AGRICULTURE  USD 348.25     0.25     50      1      0.020  LINEAR       0.15  -      0
            FUNDSRATE   RATES        USD 94.6750    0.0025   2000    1      0.001  NONE         -     -      0
            MIDCAP400   EQUITY_INDEX USD 2890.20    0.10     10      1      0.014  EXPONENTIAL  -     -      0
            CARBON      ENERGY       EUR 66.15      0.01     1000    1      0.022  LINEAR       -     -      0
            TIN         METAL        USD 31250      5        5       1      0.018  LINEAR       -     -      0
            LEANHOGS    AGRICULTURE  USD 88.475     0.025    400     1      0.014  LINEAR       0.10  -      0
            OATBOND     RATES        EUR 125.80     0.01     1000    1      0.005  SQUARE_ROOT  -     -      0
            EUBANKS     EQUITY_INDEX EUR 141.25     0.05     50      1      0.016  EXPONENTIAL  -     -      0
            LEAD        METAL        USD 2105.50    0.50     25      1      0.014  LINEAR       -     -      0
            RAPESEED    AGRICULTURE  EUR 462.25     0.25     50      1      0.013  LINEAR       -     -      0
            BTPBOND     RATES        EUR 118.35     0.01     1000    1      0.006  SQUARE_ROOT  -     -      0
            CATTLE      AGRICULTURE  USD 181.075    0.025    400     1      0.011  LINEAR       -     -      0
            """;

    private static final List<String[]> ROWS = TABLE.lines().map(line -> line.trim().split(" +")).toList();

    private ContractCatalogue() {
    }

    /**
     * The first {@code count} contracts, all with delivery after {@code lastDay}.
     *
     * @param count one or more
     * @param lastDay the last generated day
     */
    static List<Contract> contracts(int count, LocalDate lastDay) {
        LocalDate firstDelivery = lastDay.plusMonths(2).withDayOfMonth(15);
        List<Contract> contracts = new ArrayList<>(count);
        int crowded = Math.min(CROWDABLE, Math.max(1, count / INSTRUMENTS_PER_CROWDED));
        for (int i = 0; i < count; i++) {
            int delivery = i / ROWS.size();
            LocalDate expiry = firstDelivery.plusMonths((long) delivery * MONTHS_BETWEEN_DELIVERIES);
            contracts.add(contract(ROWS.get(i % ROWS.size()), expiry, i % ROWS.size() < crowded));
        }
        return contracts;
    }

    private static Contract contract(String[] row, LocalDate expiry, boolean crowded) {
        BigDecimal marginRate = new BigDecimal(row[7]).multiply(MARGIN_DEVIATIONS)
                .setScale(MARGIN_RATE_SCALE, RoundingMode.UP);
        String id = String.format(Locale.ROOT, "%s-%04d-%02d", row[0], expiry.getYear(), expiry.getMonthValue());
        return new Contract(id, row[0], Sector.valueOf(row[1]), CashCurrency.valueOf(row[2]),
                Double.parseDouble(row[3]), Decimal.of(row[4]), Decimal.of(row[5]), Decimal.of(row[6]), expiry,
                Double.parseDouble(row[7]), Decimal.of(marginRate.toPlainString()), Double.parseDouble(row[11]), crowded,
                ImpactModel.valueOf(row[8]), optional(row[9]), optional(row[10]));
    }

    private static Optional<Decimal> optional(String cell) {
        return cell.equals("-") ? Optional.empty() : Optional.of(Decimal.of(cell));
    }
}
