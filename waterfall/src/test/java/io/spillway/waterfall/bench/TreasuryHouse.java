package io.spillway.waterfall.bench;

import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.ImpactModel;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.NegativePrices;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.scenario.Covariance;
import io.spillway.waterfall.scenario.MonteCarloScenarios;
import io.spillway.waterfall.sizing.StressHouse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A house whose fund is to be sized: accounts on either side of the market, a third of them with a leaning, with equity of
 * 1.3 to 3.5 times their maintenance; a tenth of the members weak. Prices move with the market and on their own. A seed gives
 * one house.
 */
final class TreasuryHouse {

    private static final int POSITIONS = 10;
    private static final BigDecimal RATE = new BigDecimal("0.06");
    private static final double MARKET_VOLATILITY = 0.018;
    private static final double OWN_VOLATILITY = 0.010;
    private static final int LARGEST_POSITION = 200_000;

    private final SplittableRandom random;
    private final int members;
    private final List<Instrument> instruments = new ArrayList<>();
    private final BigDecimal[] prices;
    private final StressHouse house;

    TreasuryHouse(int accounts, int members, int instruments, long seed) {
        this.random = new SplittableRandom(seed);
        this.members = members;
        this.prices = new BigDecimal[instruments];
        for (int i = 0; i < instruments; i++) {
            prices[i] = BigDecimal.valueOf(random.nextLong(2_000, 50_000), 2);
            BigDecimal depth = BigDecimal.valueOf((long) (accounts / (double) instruments * POSITIONS * LARGEST_POSITION));
            this.instruments.add(new Instrument(String.format(Locale.ROOT, "I%03d", i), Product.FUTURE, "USD",
                    BigDecimal.TEN, BigDecimal.ONE, new PriceTerms(Optional.of(new BigDecimal("0.01")), Optional.empty(),
                            Optional.empty(), NegativePrices.REFUSED), RATE,
                    new ImpactTerms(ImpactModel.LINEAR, Optional.of(depth), BigDecimal.ZERO, BigDecimal.ONE,
                            BigDecimal.ONE)));
        }
        this.house = layOut(accounts);
    }

    StressHouse house() {
        return house;
    }

    /** The same without price impact and without layers of others: what the linear estimate is of. */
    StressHouse linear() {
        StressHouse still = house.withImpact(BigDecimal.ZERO);
        CascadeRules r = house.rules();
        return new StressHouse(still.book(), still.opening(), new CascadeRules(r.layers().subList(0, 2),
                r.assessmentMultiple(), r.socialisedLossBasis(), r.executionPrice(), r.liquidationFeeRate(),
                r.belowMaintenance(), r.initialFactor(), r.maxRounds()), house.groups(), house.groupIds());
    }

    /** Draws of Student-t with four degrees of freedom. */
    MonteCarloScenarios scenarios(int size) {
        return scenarios(instruments.stream().map(Instrument::id).toList(), size);
    }

    static MonteCarloScenarios scenarios(List<String> ids, int size) {
        double[][] covariance = new double[ids.size()][ids.size()];
        for (int i = 0; i < covariance.length; i++) {
            Arrays.fill(covariance[i], MARKET_VOLATILITY * MARKET_VOLATILITY);
            covariance[i][i] += OWN_VOLATILITY * OWN_VOLATILITY;
        }
        return new MonteCarloScenarios(Covariance.given(ids, covariance), 4, size, 1);
    }

    private StressHouse layOut(int accounts) {
        List<Account> list = new ArrayList<>();
        List<String> ids = IntStream.range(0, members).mapToObj(m -> String.format(Locale.ROOT, "M%03d", m)).toList();
        for (int a = 0; a < accounts; a++) {
            boolean isHouse = a < members;
            list.add(new Account(String.format(Locale.ROOT, "A%05d", a), ids.get(a % members),
                    isHouse ? AccountKind.HOUSE : AccountKind.CLIENT_SEGREGATED,
                    isHouse ? Optional.empty() : Optional.of(ids.get((a + 1) % members))));
        }
        BookBuilder builder = ClearingBook.of(instruments, ids, list);
        long[] equity = new long[accounts];
        for (int a = 0; a < accounts; a++) {
            int leaning = random.nextInt(3) > 0 ? 0 : random.nextBoolean() ? 1 : -1;
            double notional = 0;
            for (int i : random.ints(0, prices.length).distinct().limit(POSITIONS).toArray()) {
                double lotValue = prices[i].doubleValue() * 10;
                long lots = Math.max(1, Math.round(random.nextDouble(LARGEST_POSITION) / lotValue));
                notional += lots * lotValue;
                long signed = leaning != 0 ? leaning * lots : random.nextBoolean() ? lots : -lots;
                builder.add(a, i, signed).addLiquidity(i, -signed);
            }
            equity[a] = (long) (notional * RATE.doubleValue() * random.nextDouble(1.3, 3.5) * 100);
        }
        long[] capital = new long[members];
        long[] contribution = new long[members];
        Arrays.fill(capital, 500_000_00L);
        Arrays.fill(capital, 0, members / 10, 10_000_00L);
        Arrays.fill(contribution, 100_000_00L);
        ClearingBook book = builder.build();
        BigDecimal[] fx = new BigDecimal[prices.length];
        Arrays.fill(fx, BigDecimal.ONE);
        OpeningState opening = new OpeningState(2, prices, fx, new OpeningState.Accounts(equity, new long[accounts]),
                new OpeningState.Members(capital, contribution, new boolean[members], contribution.clone(),
                        new long[members]), Map.of(LayerName.SKIN_IN_THE_GAME, 2_000_000_00L, LayerName.INSURANCE_FUND, 0L));
        return new StressHouse(book, opening, CascadeRules.defaults(), IntStream.range(0, members).toArray(),
                ids.toArray(String[]::new));
    }
}
