package io.spillway.batch.simulation;

import io.spillway.batch.settings.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The clearing house of a seed: who and what there is, the opening book and the means. Small, and mostly too weak for
 * the market that it will meet.
 *
 * @param book opening lots by account and instrument
 * @param means capital and contribution of each member, in base units
 * @param layers amounts of the shared layers, in base units
 */
record House(Settings settings, List<LocalDate> days, List<String> members, List<Account> accounts,
             List<Contract> contracts, SortedMap<String, SortedMap<String, Integer>> book,
             Map<String, Means> means, SortedMap<String, BigDecimal> layers) {

    static final String BASE = "USD";
    /** Base units per unit, on the eve of the first day. */
    static final SortedMap<String, BigDecimal> RATES = new TreeMap<>(Map.of(BASE, BigDecimal.ONE,
            "EUR", new BigDecimal("1.08375"), "JPY", new BigDecimal("0.0067")));
    static final Map<String, BigDecimal> HAIRCUTS = Map.of(BASE, BigDecimal.ZERO, "EUR", new BigDecimal("0.05"),
            "JPY", new BigDecimal("0.1"));
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 2);
    private static final List<String> GROUPS = List.of("ENERGY", "METALS");
    private static final int MONEY_SCALE = 2;

    /** An account; backup and ring fence empty where there is none. */
    record Account(String id, String member, String kind, String backup, String ringFence) {

        boolean mayHold(Contract contract) {
            return ringFence.isEmpty() || ringFence.equals(contract.group());
        }
    }

    /** What a member has outside its accounts. */
    record Means(BigDecimal capital, BigDecimal contribution) {
    }

    /**
     * What a contract is.
     *
     * @param expiry null where it has none
     * @param strike of an option, else null
     */
    record Kind(String product, LocalDate expiry, BigDecimal strike, String right, String style) {

        boolean isOption() {
            return strike != null;
        }
    }

    /**
     * A contract.
     *
     * @param exponent decimal places of its tick
     * @param tick in units of the last place
     */
    record Contract(String id, String group, Kind kind, String currency, int multiplier, int exponent, int tick, BigDecimal lot,
                    BigDecimal rate, String impact, BigDecimal depth, String adv, String priceLimit,
                    boolean allowsNegative, BigDecimal firstPrice) {

        String underlying() {
            return "U-" + id;
        }

        boolean tradesOn(LocalDate date) {
            return kind.expiry() == null || !date.isAfter(kind.expiry());
        }

        /** The nearest price on the tick; at least one tick where it must be positive. */
        BigDecimal onTick(BigDecimal price) {
            BigDecimal step = BigDecimal.valueOf(tick, exponent);
            BigDecimal rounded = price.divide(step, 0, RoundingMode.HALF_EVEN).multiply(step);
            return allowsNegative || rounded.signum() > 0 ? rounded : step;
        }

        /** Base value of one lot at a price. */
        BigDecimal lotValue(BigDecimal price) {
            return price.abs().multiply(lot).multiply(BigDecimal.valueOf(multiplier)).multiply(RATES.get(currency));
        }

        /** Base margin of one lot at the first price. */
        BigDecimal lotMargin() {
            return lotValue(firstPrice).multiply(rate);
        }
    }

    static House draw(long seed) {
        Dice dice = new Dice(seed, "house");
        List<String> members = new ArrayList<>();
        int count = dice.between(2, 6);
        for (int m = 1; m <= count; m++) {
            members.add("M" + m);
        }
        List<Account> accounts = accounts(members, dice);
        List<LocalDate> days = days(dice.between(3, 6));
        List<Contract> contracts = new ArrayList<>();
        int instruments = dice.between(2, 6);
        for (int i = 1; i <= instruments; i++) {
            contracts.add(contract("F" + i, days, dice));
        }
        SortedMap<String, SortedMap<String, Integer>> book = book(accounts, contracts, dice);
        BigDecimal margin = contracts.stream().map(c -> margin(c, book)).reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, Means> means = new TreeMap<>();
        // Of poor houses and rich ones: each layer must be the last one now and then.
        int wealth = dice.pick(List.of(0, 20, 100, 400));
        for (String member : members) {
            means.put(member, new Means(part(margin, dice.between(0, wealth * 5)),
                    part(margin, dice.between(0, 20 + wealth))));
        }
        SortedMap<String, BigDecimal> layers = new TreeMap<>();
        for (String layer : List.of("SKIN_IN_THE_GAME", "INSURANCE_FUND", "SECOND_SKIN_IN_THE_GAME")) {
            layers.put(layer, part(margin, dice.between(0, 10 + wealth)));
        }
        return new House(settings(dice), days, members, accounts, contracts, book, means, layers);
    }

    /** Thousandths of an amount, in cents. */
    private static BigDecimal part(BigDecimal amount, int thousandths) {
        return amount.multiply(BigDecimal.valueOf(thousandths, 3)).setScale(MONEY_SCALE, RoundingMode.HALF_EVEN);
    }

    private static List<Account> accounts(List<String> members, Dice dice) {
        List<Account> accounts = new ArrayList<>();
        for (String member : members) {
            int houses = dice.percent(20) ? 2 : 1;
            for (int h = 1; h <= houses; h++) {
                accounts.add(new Account(member + "-H" + h, member, "HOUSE", "", dice.percent(10) ? GROUPS.get(0) : ""));
            }
            int clients = dice.between(1, 3);
            for (int c = 1; c <= clients; c++) {
                String backup = dice.pick(members);
                accounts.add(new Account(member + "-C" + c, member, dice.percent(50) ? "CLIENT_OMNIBUS"
                        : "CLIENT_SEGREGATED", backup.equals(member) || dice.percent(25) ? "" : backup,
                        dice.percent(10) ? dice.pick(GROUPS) : ""));
            }
        }
        return accounts;
    }

    private static Contract contract(String id, List<LocalDate> days, Dice dice) {
        String currency = dice.pick(List.of(BASE, BASE, "EUR", "JPY"));
        boolean yen = currency.equals("JPY");
        int exponent = yen ? 0 : dice.between(1, 2);
        int tick = dice.pick(List.of(1, 1, 5, 25));
        BigDecimal lot = dice.pick(List.of(BigDecimal.ONE, BigDecimal.ONE, new BigDecimal("0.1")));
        BigDecimal price = yen ? BigDecimal.valueOf(dice.between(50, 300) * 100L)
                : BigDecimal.valueOf(dice.between(20, 400));
        String impact = dice.pick(List.of("LINEAR", "LINEAR", "EXPONENTIAL", "SQUARE_ROOT", "NONE"));
        int multiplier = dice.pick(List.of(1, 10, 50, 100));
        BigDecimal depth = price.multiply(lot).multiply(BigDecimal.valueOf(multiplier)).multiply(RATES.get(currency))
                .multiply(BigDecimal.valueOf(dice.between(200, 4000))).setScale(0, RoundingMode.UP);
        BigDecimal adv = lot.multiply(BigDecimal.valueOf(dice.between(50, 2000)));
        return new Contract(id, dice.pick(GROUPS), kind(price, days, dice), currency, multiplier, exponent, tick, lot, dice.fraction(200, 1200), impact, depth,
                adv.toPlainString(), dice.percent(25) ? dice.fraction(100, 800).toPlainString() : "",
                dice.percent(25), price);
    }

    private static Kind kind(BigDecimal price, List<LocalDate> days, Dice dice) {
        int which = dice.between(1, 10);
        LocalDate within = days.get(dice.between(1, days.size() - 1));
        if (which <= 6) {
            return new Kind("FUTURE", dice.percent(30) ? within : null, null, "", "");
        }
        if (which <= 8) {
            return new Kind("PERPETUAL", null, null, "", "");
        }
        return new Kind("OPTION", dice.percent(60) ? within : FIRST_DAY.plusDays(200), price.multiply(BigDecimal.TEN),
                dice.pick(List.of("CALL", "PUT")), dice.pick(List.of("PREMIUM", "FUTURES")));
    }

    /** Zero in every instrument. One account stands alone against the others in some: it is who will fail. */
    private static SortedMap<String, SortedMap<String, Integer>> book(List<Account> accounts, List<Contract> contracts,
            Dice dice) {
        SortedMap<String, SortedMap<String, Integer>> book = new TreeMap<>();
        accounts.forEach(account -> book.put(account.id(), new TreeMap<>()));
        for (Contract contract : contracts) {
            List<Account> holders = accounts.stream().filter(account -> account.mayHold(contract)).toList();
            if (holders.size() < 2) {
                continue;
            }
            Account heavy = dice.pick(holders);
            int side = dice.percent(50) ? 1 : -1;
            int sum = 0;
            for (Account account : holders) {
                if (!account.equals(heavy) && dice.percent(60)) {
                    int lots = dice.percent(75) ? -side * dice.between(1, 60) : side * dice.between(1, 25);
                    book.get(account.id()).put(contract.id(), lots);
                    sum += lots;
                }
            }
            if (sum == 0) {
                String other = holders.stream().filter(a -> !a.equals(heavy)).findFirst().orElseThrow().id();
                book.get(other).merge(contract.id(), 5, Integer::sum);
                sum = 5;
            }
            book.get(heavy.id()).put(contract.id(), -sum);
        }
        book.values().forEach(positions -> positions.values().removeIf(lots -> lots == 0));
        return book;
    }

    private static BigDecimal margin(Contract contract, SortedMap<String, SortedMap<String, Integer>> book) {
        int lots = book.values().stream().mapToInt(p -> Math.abs(p.getOrDefault(contract.id(), 0))).sum();
        return contract.lotMargin().multiply(BigDecimal.valueOf(lots));
    }

    /** Base margin of an account's opening positions at the first prices, and what options it wrote are worth. */
    BigDecimal openingMargin(String account) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Contract contract : contracts) {
            int lots = book.get(account).getOrDefault(contract.id(), 0);
            sum = sum.add(contract.lotMargin().multiply(BigDecimal.valueOf(Math.abs(lots))));
            if (lots < 0 && contract.kind().style().equals("PREMIUM")) {
                sum = sum.add(contract.lotValue(contract.firstPrice()).multiply(BigDecimal.valueOf(-lots)));
            }
        }
        return sum;
    }

    private static Settings settings(Dice dice) {
        Settings settings = Settings.defaults()
                .with("findings.priceBandFraction", dice.percent(30) ? "0.25" : "0.95")
                .with("waterfall.assessmentMultiple", dice.pick(List.of("0", "0.5", "1", "2")))
                .with("waterfall.coolingOffDays", dice.pick(List.of("1", "2", "20")))
                .with("waterfall.socialisedLossBasis", dice.pick(List.of("GAINS", "EQUITY", "OPEN_INTEREST")))
                .with("waterfall.executionPrice", dice.pick(List.of("AVERAGE", "FINAL")))
                .with("waterfall.liquidationFeeRate", dice.pick(List.of("0", "0", "0.002")))
                .with("waterfall.belowMaintenance", dice.pick(List.of("LIQUIDATE", "LIQUIDATE", "CALL_FIRST")))
                .with("waterfall.initialFactor", dice.pick(List.of("1", "1.1", "1.25")));
        return dice.percent(20) ? settings.with("waterfall.contagionMap", "OFF") : settings;
    }

    private static List<LocalDate> days(int count) {
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = FIRST_DAY; days.size() < count; day = day.plusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                days.add(day);
            }
        }
        return days;
    }

    Contract contract(String id) {
        return contracts.stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    }
}
