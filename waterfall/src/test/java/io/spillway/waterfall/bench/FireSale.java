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
import io.spillway.waterfall.cascade.Cascade;
import io.spillway.waterfall.cascade.CascadeEvent;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.cascade.Recording;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A house in which a crowd of leveraged buyers sells band after band: closing one band moves every price that it holds
 * down by about one percent, which puts the next band below maintenance. Each band has a weak member, whose clients
 * leave deficits that it cannot pay, so that it defaults and the waterfall runs. A seed gives one house.
 */
final class FireSale {

    static final int BASE_SCALE = 2;

    private static final BigDecimal MAINTENANCE_RATE = new BigDecimal("0.012");
    /** Price move of a round as a fraction of the price, which the instruments' depth is set for. */
    private static final double MOVE = 0.01;
    private static final BigDecimal EURO = new BigDecimal("1.0837");
    /** Value of a position in base units, at most; half of it at least. */
    private static final int LARGEST_POSITION = 150_000;
    /** Of a band's accounts, each so many-th is a client of the band's weak member. */
    private static final int WEAK_CLIENTS = 6;

    private final FireSaleSize size;
    private final SplittableRandom random;
    private final BigDecimal[] prices;
    private final BigDecimal[] fx;
    private final int[] multipliers;
    /** Value that the bands hold of each instrument, base units. */
    private final double[] bandValue;
    private final List<Account> accounts = new ArrayList<>();
    /** Per account, by number: instruments and lots in turn. */
    private final List<long[]> rows = new ArrayList<>();
    private final List<Integer> deck = new ArrayList<>();
    private final long[] equity;
    private final ClearingBook book;

    /** Builds the house of a seed. */
    FireSale(FireSaleSize size, long seed) {
        this.size = size;
        this.random = new SplittableRandom(seed);
        this.prices = new BigDecimal[size.instruments()];
        this.fx = new BigDecimal[size.instruments()];
        this.multipliers = new int[size.instruments()];
        this.bandValue = new double[size.instruments()];
        this.equity = new long[size.accounts()];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = BigDecimal.valueOf(random.nextLong(2_000, 50_000), 2);
            fx[i] = i % 3 == 2 ? EURO : BigDecimal.ONE;
            multipliers[i] = (int) Math.pow(10, i % 3);
        }
        addBands();
        addOthers();
        this.book = layOut();
    }

    ClearingBook book() {
        return book;
    }

    BigDecimal fxToBaseOf(int instrument) {
        return fx[instrument];
    }

    BigDecimal openingPriceOf(int instrument) {
        return prices[instrument];
    }

    /** The house as it stands before the fire sale; the cascade changes the state, so each run needs its own. */
    CascadeState open(Recording recording) {
        int members = size.members();
        long[] capital = new long[members];
        long[] contribution = new long[members];
        Arrays.fill(capital, 20_000_000_00L);
        Arrays.fill(contribution, 500_00L);
        Arrays.fill(capital, 0, size.bands(), 1_000_00L);
        Arrays.fill(contribution, 0, size.bands(), 2_000_00L);
        OpeningState opening = new OpeningState(BASE_SCALE, prices, fx,
                new OpeningState.Accounts(equity, new long[size.accounts()]),
                new OpeningState.Members(capital, contribution, new boolean[members], contribution.clone(),
                        new long[members]),
                Map.of(LayerName.SKIN_IN_THE_GAME, 50_000_00L, LayerName.INSURANCE_FUND, 50_000_00L));
        return new CascadeState(book, opening, CascadeRules.defaults(), recording);
    }

    static CascadeResult run(CascadeState state) {
        return new Cascade(state, CascadeRules.defaults()).run(CascadeEvent.NONE);
    }

    /**
     * Buyers whose equity ends after as many rounds as their band's number. They hold the sold instruments in turn, so
     * that each band moves all of them.
     */
    private void addBands() {
        for (int band = 0; band < size.bands(); band++) {
            for (int a = 0; a < size.bandAccounts(); a++) {
                boolean isWeak = a % WEAK_CLIENTS == 0;
                int member = isWeak ? band : size.bands() + random.nextInt(size.members() - size.bands());
                double value = addAccount(member, AccountKind.CLIENT_SEGREGATED, Side.LONG);
                double fallen = 1 - Math.pow(1 - MOVE, band - (isWeak ? 0.9 : 0.5));
                double margin = MAINTENANCE_RATE.doubleValue() * (1 - fallen);
                equity[accounts.size() - 1] = (long) (value * (fallen + margin) * 100);
            }
        }
        for (long[] row : rows) {
            for (int p = 0; p < row.length; p += 2) {
                bandValue[(int) row[p]] += valueOf((int) row[p], row[p + 1]);
            }
        }
    }

    /** A house account for each member and clients that can stand the fall, on either side of the market. */
    private void addOthers() {
        for (int number = 0; accounts.size() < size.accounts(); number++) {
            AccountKind kind = number < size.members() ? AccountKind.HOUSE
                    : number % 4 == 0 ? AccountKind.CLIENT_OMNIBUS : AccountKind.CLIENT_SEGREGATED;
            int member = number % size.members();
            boolean isWeakHouse = kind.isHouse() && member < size.bands();
            double value = addAccount(member, kind, isWeakHouse ? Side.HEDGED : Side.EITHER);
            equity[accounts.size() - 1] = (long) (value * (isWeakHouse ? 0.016 : 0.6) * 100);
        }
    }

    /** Which side of the market an account is on. */
    private enum Side { LONG, HEDGED, EITHER }

    /** @return value of the account's positions in base units, each counted as positive */
    private double addAccount(int member, AccountKind kind, Side side) {
        int number = accounts.size();
        boolean hasBackup = !kind.isHouse() && (side == Side.LONG || random.nextInt(10) > 0);
        Optional<String> backup = hasBackup
                ? Optional.of(memberId(size.bands() + number % (size.members() - size.bands()))) : Optional.empty();
        accounts.add(new Account(String.format(Locale.ROOT, "A%06d", number), memberId(member), kind, backup));
        // what a weak member's accounts hold may be closed too
        int range = side == Side.LONG || member < size.bands() ? size.soldInstruments() : size.instruments();
        int[] instruments = side == Side.LONG ? dealt() : drawn(range);
        long[] row = new long[2 * size.positionsPerAccount()];
        double value = 0;
        for (int p = 0; p < row.length; p += 2) {
            int i = instruments[p / 2];
            long lots = lotsWorth(i, random.nextDouble(LARGEST_POSITION / 2.0, LARGEST_POSITION));
            row[p] = i;
            row[p + 1] = switch (side) {
                case LONG -> lots;
                case HEDGED -> p % 4 == 0 ? lots : -lots;
                case EITHER -> random.nextBoolean() ? lots : -lots;
            };
            value += valueOf(i, lots);
        }
        rows.add(row);
        return value;
    }

    /** The next instruments of a shuffled deck of those sold, so that each is held by as many of a band as any other. */
    private int[] dealt() {
        if (deck.size() < size.positionsPerAccount()) {
            deck.clear();
            deck.addAll(IntStream.range(0, size.soldInstruments()).boxed().toList());
            Collections.shuffle(deck, new Random(random.nextLong()));
        }
        List<Integer> hand = deck.subList(0, size.positionsPerAccount());
        int[] instruments = hand.stream().mapToInt(i -> i).toArray();
        hand.clear();
        return instruments;
    }

    /** Different instruments out of the first so many. */
    private int[] drawn(int range) {
        return random.ints(0, range).distinct().limit(size.positionsPerAccount()).toArray();
    }

    private static String memberId(int member) {
        return String.format(Locale.ROOT, "M%03d", member);
    }

    private double lotValue(int i) {
        return prices[i].doubleValue() * multipliers[i] * fx[i].doubleValue();
    }

    private long lotsWorth(int i, double value) {
        return Math.max(1, Math.round(value / lotValue(i)));
    }

    private double valueOf(int i, long lots) {
        return lotValue(i) * lots;
    }

    private Instrument instrument(int i) {
        Optional<BigDecimal> tick = i % 2 == 0 ? Optional.of(new BigDecimal("0.01")) : Optional.empty();
        double soldInARound = i < size.soldInstruments() ? bandValue[i] / size.bands() : 10.0 * LARGEST_POSITION;
        BigDecimal depth = BigDecimal.valueOf(soldInARound / MOVE).setScale(0, RoundingMode.HALF_EVEN);
        ImpactTerms impact = new ImpactTerms(i % 5 == 4 ? ImpactModel.EXPONENTIAL : ImpactModel.LINEAR,
                Optional.of(depth), BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE);
        return new Instrument(String.format(Locale.ROOT, "I%03d", i), Product.FUTURE, i % 3 == 2 ? "EUR" : "USD",
                BigDecimal.valueOf(multipliers[i]), BigDecimal.ONE,
                new PriceTerms(tick, Optional.empty(), Optional.empty(), NegativePrices.REFUSED), MAINTENANCE_RATE,
                impact);
    }

    private ClearingBook layOut() {
        List<Instrument> instruments = new ArrayList<>();
        for (int i = 0; i < size.instruments(); i++) {
            instruments.add(instrument(i));
        }
        List<String> members = new ArrayList<>();
        for (int m = 0; m < size.members(); m++) {
            members.add(memberId(m));
        }
        BookBuilder builder = ClearingBook.of(instruments, members, accounts);
        for (int a = 0; a < rows.size(); a++) {
            long[] row = rows.get(a);
            for (int p = 0; p < row.length; p += 2) {
                builder.add(a, (int) row[p], row[p + 1]).addLiquidity((int) row[p], -row[p + 1]);
            }
        }
        return builder.build();
    }
}
