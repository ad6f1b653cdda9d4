package io.spillway.batch.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statistics of the generated prices, on seeded data. */
class MarketTest {

    private static final GeneratorSettings YEARS = GeneratorSettings.sample(LocalDate.of(2027, 2, 1), 11).withDays(1_500, 0);
    private static final List<Contract> CONTRACTS = ContractCatalogue.contracts(60, LocalDate.of(2033, 12, 1));
    private static final Market MARKET = new Market(YEARS, CONTRACTS, 60);

    @Test
    void movesWithinASectorAreCorrelatedAndSharesFallWhenBondsRise() {
        assertThat(meanCorrelation(Sector.EQUITY_INDEX, Sector.EQUITY_INDEX)).isBetween(0.70, 0.90);
        assertThat(meanCorrelation(Sector.CRYPTO, Sector.CRYPTO)).isGreaterThan(0.6);
        assertThat(meanCorrelation(Sector.EQUITY_INDEX, Sector.CRYPTO)).isBetween(0.20, 0.50);
        assertThat(meanCorrelation(Sector.EQUITY_INDEX, Sector.RATES)).isBetween(-0.35, -0.10);
        assertThat(meanCorrelation(Sector.METAL, Sector.AGRICULTURE)).isBetween(-0.10, 0.20);
    }

    @Test
    void tailsAreFatAndComeTogether() {
        double kurtosis = CONTRACTS.stream().mapToDouble(contract -> kurtosis(moves(CONTRACTS.indexOf(contract)))).average()
                .orElseThrow();
        assertThat(kurtosis).as("3 for a normal distribution").isBetween(4.0, 7.0);
        double[] gold = moves(4);
        double[] wheat = moves(6);
        double[] absGold = Arrays.stream(gold).map(Math::abs).toArray();
        double[] absWheat = Arrays.stream(wheat).map(Math::abs).toArray();
        assertThat(correlation(absGold, absWheat)).as("sizes of moves of unrelated instruments").isGreaterThan(0.1);
    }

    @Test
    void volatilityIsWhatTheInstrumentSaysAndMarginCoversNearlyEveryMove() {
        long exceptions = 0;
        for (int i = 0; i < CONTRACTS.size(); i++) {
            Contract contract = CONTRACTS.get(i);
            double[] moves = moves(i);
            if (!contract.allowsNegative()) {
                double deviation = Math.sqrt(Arrays.stream(moves).map(m -> m * m).average().orElseThrow());
                assertThat(deviation / contract.dailyVolatility()).as(contract.id()).isBetween(0.85, 1.15);
            }
            double rate = contract.marginRate().toDouble();
            exceptions += Arrays.stream(moves).filter(move -> Math.abs(move) > rate).count();
        }
        assertThat((double) exceptions / (1_500 * 60)).isLessThan(0.002);
    }

    @Test
    void theCrashTakesCrowdedInstrumentsPastTheirMarginAndOthersNot() {
        GeneratorSettings settings = YEARS.withDays(6, 4);
        for (long seed = 1; seed <= 20; seed++) {
            Market market = new Market(settings.withSeed(seed), CONTRACTS, 60);
            for (int i = 0; i < CONTRACTS.size(); i++) {
                Contract contract = CONTRACTS.get(i);
                double move = (market.price(i, 4) - market.price(i, 3)) / contract.priceBase(market.price(i, 3));
                double inMargins = move / contract.marginRate().toDouble();
                if (contract.crowded()) {
                    assertThat(inMargins).as("seed " + seed + " " + contract.id()).isBetween(-1.7, -1.3);
                } else if (contract.sector() == Sector.EQUITY_INDEX) {
                    assertThat(inMargins).as("seed " + seed + " " + contract.id()).isBetween(-1.3, -0.2);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noDayMovesAPriceBeyondItsLimitOrTheUsualBand(long seed) {
        Market market = new Market(YEARS.withDays(250, 100).withSeed(seed), CONTRACTS, 60);
        for (int i = 0; i < CONTRACTS.size(); i++) {
            Contract contract = CONTRACTS.get(i);
            double limit = Math.min(0.25, contract.priceLimit().map(Decimal::toDouble).orElse(1.0));
            for (int day = 1; day <= 250; day++) {
                double before = market.price(i, day - 1);
                assertThat(Math.abs(market.price(i, day) - before)).as(contract.id() + " day " + day)
                        .isLessThanOrEqualTo(limit * contract.priceBase(before));
            }
        }
    }

    @Test
    void pricesDoNotDependOnTheOtherSizes() {
        Market fewer = new Market(YEARS.withSizes(3, 10, 7, 20).withDays(10, 0),
                ContractCatalogue.contracts(7, LocalDate.of(2027, 3, 1)), 60);
        for (int i = 0; i < 7; i++) {
            for (int day = -59; day <= 10; day++) {
                assertThat(fewer.ticks(i, day)).isEqualTo(MARKET.ticks(i, day));
            }
        }
        assertThat(fewer.fxRate(CashCurrency.JPY, 10)).isEqualTo(MARKET.fxRate(CashCurrency.JPY, 10));
    }

    @Test
    void foreignCurrencyMovesALittleEachDay() {
        for (CashCurrency currency : List.of(CashCurrency.EUR, CashCurrency.JPY)) {
            for (int day = 1; day <= 1_500; day++) {
                double before = MARKET.fxRate(currency, day - 1).toDouble();
                assertThat(Math.abs(MARKET.fxRate(currency, day).toDouble() / before - 1)).isLessThan(0.06);
            }
        }
        assertThat(MARKET.fxRate(CashCurrency.USD, 77).toDouble()).isEqualTo(1.0);
    }

    @Test
    void everyOpeningPriceOfTheCatalogueIsOnItsTickAndNoTickIsFinerThanTenPlaces() {
        for (Contract contract : ContractCatalogue.contracts(180, LocalDate.of(2027, 3, 1))) {
            BigDecimal tick = new BigDecimal(contract.tick().toString());
            assertThat(BigDecimal.valueOf(contract.openingPrice()).remainder(tick).signum()).as(contract.id()).isZero();
            assertThat(contract.tick().scale()).as(contract.id()).isLessThanOrEqualTo(10);
        }
        assertThat(ContractCatalogue.contracts(180, LocalDate.of(2027, 3, 1))).map(Contract::id).doesNotHaveDuplicates();
    }

    private static double[] moves(int instrument) {
        double[] moves = new double[1_500];
        for (int day = 1; day <= moves.length; day++) {
            double before = MARKET.price(instrument, day - 1);
            moves[day - 1] = (MARKET.price(instrument, day) - before) / CONTRACTS.get(instrument).priceBase(before);
        }
        return moves;
    }

    private static double meanCorrelation(Sector one, Sector other) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < CONTRACTS.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (CONTRACTS.get(i).sector() == one && CONTRACTS.get(j).sector() == other) {
                    sum += correlation(moves(i), moves(j));
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static double kurtosis(double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double second = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double fourth = Arrays.stream(x).map(v -> Math.pow(v - mean, 4)).average().orElseThrow();
        return fourth / (second * second);
    }
}
