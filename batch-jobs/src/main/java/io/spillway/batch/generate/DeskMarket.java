package io.spillway.batch.generate;

import io.spillway.domain.instrument.OptionRight;
import io.spillway.domain.instrument.PremiumStyle;
import io.spillway.domain.instrument.Product;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The contracts beside the plain futures and their prices: a perpetual and an expiring future at their future's price,
 * options by Black 1976 on it, with a volatility that jumps in a crash; bonds and funding rates by draws of their own.
 */
final class DeskMarket {

    /** Digits of implied volatilities and funding rates in the files. */
    static final int VOLATILITY_SCALE = 4;
    static final int FUNDING_SCALE = 6;

    private static final double BUSINESS_DAYS_A_YEAR = 252;
    /** Business days from the last generated one to the expiry of the options that outlive it. */
    private static final int DAYS_LEFT_AT_THE_END = 42;
    private static final int FUTURE_EXPIRY_DAY = 3;
    private static final int OPTION_EXPIRY_DAY = 5;
    private static final double CRASH_VOLATILITY_FACTOR = 1.8;
    private static final double CALMING_BY_DAY = 0.8;
    private static final double TYPICAL_FUNDING_RATE = 0.0001;
    private static final double FUNDING_RATE_SPREAD = 0.0002;
    private static final double BOND_VOLATILITY = 0.002;
    private static final double MOST_DEVIATIONS = 2.5;

    private final GeneratorSettings settings;
    private final List<Contract> futures;
    private final Market market;
    private final List<DeskContract> contracts = new ArrayList<>();

    DeskMarket(GeneratorSettings settings, List<LocalDate> days, List<Contract> futures, Market market) {
        this.settings = settings;
        this.futures = futures;
        this.market = market;
        if (settings.products() == Products.FUTURES) {
            return;
        }
        int last = days.size();
        int bitcoin = numberOf("BITCOIN");
        int gold = numberOf("GOLD");
        int tech = numberOf("TECH100");
        contracts.add(new DeskContract("BITCOIN-PERP", Product.PERPETUAL, bitcoin, 0, Optional.empty(), Optional.empty()));
        int futureDay = Math.min(last, FUTURE_EXPIRY_DAY);
        LocalDate futureDate = days.get(futureDay - 1);
        contracts.add(new DeskContract("GOLD-" + basic(futureDate), Product.FUTURE, gold, futureDay,
                Optional.of(futureDate), Optional.empty()));
        int near = Math.min(last, OPTION_EXPIRY_DAY);
        LocalDate nearDate = days.get(near - 1);
        int far = last + DAYS_LEFT_AT_THE_END;
        LocalDate farDate = futures.get(gold).expiry();
        option(gold, "2000", OptionRight.CALL, PremiumStyle.PREMIUM, near, nearDate);
        option(tech, "18000", OptionRight.PUT, PremiumStyle.FUTURES, near, nearDate);
        option(gold, "2300", OptionRight.PUT, PremiumStyle.PREMIUM, far, farDate);
        option(tech, "18500", OptionRight.CALL, PremiumStyle.FUTURES, far, farDate);
    }

    private void option(int future, String strike, OptionRight right, PremiumStyle style, int day, LocalDate date) {
        String id = String.format(Locale.ROOT, "%s-%s-%s%s", futures.get(future).underlying(), basic(date),
                right == OptionRight.CALL ? "C" : "P", strike);
        contracts.add(new DeskContract(id, Product.OPTION, future, day, Optional.of(date),
                Optional.of(new DeskContract.Option(Decimal.of(strike), right, style))));
    }

    private static String basic(LocalDate date) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(date);
    }

    private int numberOf(String underlying) {
        for (int i = 0; i < futures.size(); i++) {
            if (futures.get(i).underlying().equals(underlying)) {
                return i;
            }
        }
        throw new IllegalStateException("no future on " + underlying);
    }

    List<DeskContract> contracts() {
        return contracts;
    }

    /** The future that a contract goes by. */
    Contract future(DeskContract contract) {
        return futures.get(contract.future());
    }

    /** Numbers of the futures whose underlyings options settle on, each once. */
    List<Integer> underlyings() {
        return contracts.stream().filter(contract -> contract.option().isPresent()).map(DeskContract::future).distinct()
                .toList();
    }

    /** Settlement price in ticks; after expiry, the final one. An option is worth a tick at least, until it expires. */
    long ticks(DeskContract contract, int day) {
        int then = contract.expiryDay() == 0 ? day : Math.min(day, contract.expiryDay());
        if (contract.option().isEmpty()) {
            return market.ticks(contract.future(), then);
        }
        DeskContract.Option option = contract.option().get();
        double years = (contract.expiryDay() - then) / BUSINESS_DAYS_A_YEAR;
        double deviation = volatility(contract, then) * StrictMath.sqrt(years);
        double value = Black76.value(option.right(), market.price(contract.future(), then), option.strike().toDouble(),
                deviation);
        long ticks = (long) StrictMath.rint(value / future(contract).tick().toDouble());
        return then == contract.expiryDay() ? ticks : Math.max(1, ticks);
    }

    /** Settlement price as the double nearest to it. */
    double price(DeskContract contract, int day) {
        return future(contract).price(ticks(contract, day)).toDouble();
    }

    /** Implied volatility a year, in units of its last digit. */
    long impliedVolatility(DeskContract contract, int day) {
        return (long) StrictMath.rint(volatility(contract, day) * 1e4);
    }

    /** Funding rate of a day, in units of its last digit: longs pay mostly, and get paid in a crash. */
    long fundingRate(int day) {
        double normal = bounded(Draw.of(settings.seed(), Draw.Of.FUNDING_RATE, day).normal());
        double rate = settings.crashesOn(day) ? -TYPICAL_FUNDING_RATE : TYPICAL_FUNDING_RATE;
        return (long) StrictMath.rint((rate + FUNDING_RATE_SPREAD * normal) * 1e6);
    }

    /** Price of a unit of a bond, in units of its last digit. */
    long bondPrice(Bond bond, int day) {
        double normal = bounded(Draw.of(settings.seed(), Draw.Of.BOND_PRICE, (long) day * Bond.values().length
                + bond.ordinal()).normal());
        return (long) StrictMath.rint(bond.openingPrice * (1 + BOND_VOLATILITY * normal) * 100);
    }

    /** What one lot is worth for one unit of price, in base minor units. */
    double lotValue(DeskContract contract, int day) {
        CashCurrency currency = future(contract).currency();
        return future(contract).lotMultiplier() * currency.minorPerUnit() * market.fxMinor(currency, day);
    }

    /** Price base of margin: an option is margined as what it is on, at the price before the first day (rule 1.3). */
    double priceBase(DeskContract contract, int day) {
        double price = price(contract, day);
        return contract.option().isPresent() ? Math.max(price, future(contract).openingPrice())
                : future(contract).priceBase(price);
    }

    private double volatility(DeskContract contract, int day) {
        double usual = future(contract).dailyVolatility() * StrictMath.sqrt(BUSINESS_DAYS_A_YEAR);
        if (settings.crash() == Crash.NONE || day < settings.crashDay()) {
            return usual;
        }
        double left = StrictMath.pow(CALMING_BY_DAY, (double) day - settings.crashDay());
        return usual * (1 + (CRASH_VOLATILITY_FACTOR - 1) * left);
    }

    private static double bounded(double normal) {
        return Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, normal));
    }
}
